import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import styles from './StartPage.module.css';

const RangeWay = () => {
  const navigate = useNavigate();
  const state = useQuery(api.range.state.queryOptions());
  const open = useMutation(
    api.range.open.mutationOptions({
      onSuccess: () => void navigate({ to: '/range' }),
    }),
  );
  const available = state.data?.available ?? true;
  return (
    <section className={styles.way} aria-labelledby="way-range">
      <h2 id="way-range">Open the practice range</h2>
      <p>
        A staging and a production server on this machine alone, with a real git repository, rsync and SSH. Deploy
        within a minute, then break things on purpose and see what Pitwall says. Nothing of yours is touched.
      </p>
      {!available && <p className={styles.why}>{state.data?.why ?? 'It cannot be opened here.'}</p>}
      {open.isError && <ErrorView title="The practice range did not open" failure={describeFailure(open.error)} />}
      <div className={styles.acts}>
        {state.data?.open === true ? (
          <LinkButton to="/range">Go to the practice range</LinkButton>
        ) : (
          <Button disabled={!available} loading={open.isPending} onClick={() => open.mutate(undefined)}>
            Open the practice range
          </Button>
        )}
        {open.isPending && <span role="status">Building two servers and a repository…</span>}
      </div>
    </section>
  );
};

const ServerWay = () => {
  const presets = useQuery(api.projects.presets.queryOptions());
  return (
    <section className={styles.way} aria-labelledby="way-server">
      <h2 id="way-server">Connect your server</h2>
      <p>
        You need a server that you reach over SSH, a git checkout on it, and a systemd unit that runs your app. Pitwall
        installs nothing there but a small runner script in your home folder, at your first deploy.
      </p>
      <ul className={styles.choices}>
        <li>
          <Link to="/projects/new">Create a project from blank</Link>
          <span>name it, then add its environments field by field</span>
        </li>
        {presets.data?.map((preset) => (
          <li key={preset.id}>
            <Link to="/projects/import" search={{ preset: preset.id }}>
              Create it from the preset <bdi>{preset.name}</bdi>
            </Link>
            <span>{preset.description}</span>
          </li>
        ))}
        <li>
          <Link to="/projects/import">Import a project file (YAML)</Link>
          <span>as another Pitwall exported it, or as you write it</span>
        </li>
      </ul>
      {presets.isError && (
        <ErrorView
          title="The presets could not be read"
          failure={describeFailure(presets.error)}
          onRetry={() => void presets.refetch()}
          retrying={presets.isFetching}
        />
      )}
    </section>
  );
};

/** The first run, and every new project after it: practice first, or straight to one's own server. */
export const StartPage = () => {
  const projects = useQuery(api.projects.list.queryOptions());
  const first = projects.data?.length === 0;
  return (
    <Page
      title={first ? 'Welcome to Pitwall' : 'Add a project'}
      lead="Pitwall deploys a git branch to your servers over SSH, staging first, and shows you every line while it does."
    >
      <div className={styles.ways}>
        <RangeWay />
        <ServerWay />
      </div>
    </Page>
  );
};
