import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './ProjectsPage.module.css';
import { allProjects } from './projectsQueries.ts';

const columns: readonly Column<Project>[] = [
  { key: 'key', title: 'Key', width: '90px', cell: ({ key }) => <code>{key}</code> },
  {
    key: 'name',
    title: 'Name',
    cell: ({ id, name, practice }) => (
      <>
        <Link to="/p/$project/deploy" params={{ project: id }} title={name}>
          <bdi>{name}</bdi>
        </Link>
        {practice && <span className={styles.practice}>practice</span>}
      </>
    ),
  },
  {
    key: 'environments',
    title: 'Environments',
    width: '34%',
    cell: ({ id, environments }) =>
      environments.length === 0 ? (
        <Link to="/projects/$project/environments/new" params={{ project: id }}>
          Add the first one
        </Link>
      ) : (
        environments.map((environment, index) => (
          <span key={environment.id}>
            {index > 0 && ' → '}
            <bdi>{environment.name}</bdi>
          </span>
        ))
      ),
  },
  {
    key: 'created',
    title: 'Created',
    width: '110px',
    optional: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: 'edit',
    title: 'Settings',
    width: '80px',
    cell: ({ id, name }) => (
      <Link to="/projects/$project" params={{ project: id }} aria-label={`Edit ${name}`}>
        Edit
      </Link>
    ),
  },
];

/** All projects with their environments in the order of deployment. */
export const ProjectsPage = () => {
  const query = useQuery(allProjects());
  return (
    <Page
      title="Projects"
      actions={
        <LinkButton to="/start" leftSection={<IconPlus size={15} aria-hidden />}>
          Add a project
        </LinkButton>
      }
    >
      <QueryView query={query} what="Reading the projects" failed="The projects could not be read">
        {(projects) =>
          projects.length === 0 ? (
            <EmptyView
              title="No project yet"
              actions={
                <LinkButton to="/start" variant="default">
                  Choose how to begin
                </LinkButton>
              }
            >
              Open the practice range to try a deploy without a server, or connect your own.
            </EmptyView>
          ) : (
            <DataTable caption="Projects" columns={columns} rows={projects} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
    </Page>
  );
};
