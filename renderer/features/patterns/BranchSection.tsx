import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ProjectId } from '../../../shared/ids.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { BranchCheck } from './BranchCheck.tsx';
import { baselineOfProject, checkedBranchesOf, patternSettingsOf } from './patternQueries.ts';
import styles from './patterns.module.css';

interface Props {
  readonly project: ProjectId;
  /** The branch of the address; the newest when it names none. */
  readonly wanted: string | undefined;
}

/** What the rules find on the lines of one branch. */
export const BranchSection = ({ project, wanted }: Props) => {
  const navigate = useNavigate();
  const query = useQuery(checkedBranchesOf(project));
  // Other rules and another baseline judge anew.
  const settings = useQuery(patternSettingsOf(project));
  const baseline = useQuery(baselineOfProject(project));
  const judgedBy = `${settings.data?.version} ${baseline.data?.recordedAt} ${baseline.data?.count}`;
  const ready = !settings.isPending && !baseline.isPending;
  return (
    <Section title="Findings of a branch" lead="Only lines that the branch changed since it left base count.">
      <QueryView query={query} what="Asking git for the branches" failed="The branches could not be read">
        {(found) => {
          if (found === null)
            return (
              <EmptyView
                title="No repository yet"
                actions={
                  <LinkButton to="/p/$project/build" params={{ project }}>
                    Name the repository
                  </LinkButton>
                }
              >
                Name the project’s repository in Build first; then its branches can be checked here.
              </EmptyView>
            );
          const shown = found.branches.find(({ name }) => name === wanted) ?? found.branches[0];
          if (shown === undefined)
            return (
              <EmptyView title="No branch to check">
                Every branch is part of {found.base}. Start work on an item, and its branch shows here.
              </EmptyView>
            );
          return (
            <>
              <NativeSelect
                className={styles.bar}
                label="Branch"
                value={shown.name}
                data={found.branches.map(({ name }) => name)}
                onChange={({ currentTarget: { value } }) =>
                  void navigate({ to: '/p/$project/build/patterns', params: { project }, search: { branch: value } })
                }
              />
              {ready && <BranchCheck key={`${shown.head} ${judgedBy}`} project={project} branch={shown} />}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
};
