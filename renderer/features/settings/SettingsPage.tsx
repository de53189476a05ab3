import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { AppInfo } from '../../../shared/app/contract.ts';
import { api } from '../../backend/client.ts';
import { Callout } from '../../ui/Callout.tsx';
import { FactList } from '../../ui/FactList.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './SettingsPage.module.css';

const schemes = [
  { value: 'auto', label: 'As the system has it' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const ThemeChoice = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const label = useId();
  return (
    <div className={styles.theme}>
      <span id={label}>Theme</span>
      <SegmentedControl
        aria-labelledby={label}
        data={schemes}
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      />
    </div>
  );
};

const shells = { desktop: 'Desktop app', browser: 'Browser, served from this machine' } as const;

const About = ({ info }: { readonly info: AppInfo }) => (
  <>
    {info.notices.length > 0 && (
      <Section title="Notices" lead="What happened when Pitwall started.">
        {info.notices.map((notice) => (
          <Callout key={notice} tone="warning">
            {notice}
          </Callout>
        ))}
      </Section>
    )}
    <Section title="Secrets">
      <p>
        <StatusBadge
          status={info.vault.kind === 'keychain' ? 'healthy' : 'degraded'}
          label={info.vault.kind === 'keychain' ? 'kept by the system keychain' : 'kept in memory only'}
        />
      </p>
      <p className={styles.words}>{info.vault.explanation}</p>
    </Section>
    <Section title="This Pitwall">
      <FactList
        facts={[
          { name: 'Version', value: info.version },
          { name: 'Shell', value: shells[info.shell] },
          { name: 'Data folder', value: <code>{info.dataDir}</code> },
          { name: 'Running since', value: <RelativeTime at={info.startedAt} /> },
        ]}
      />
    </Section>
  </>
);

/** The theme, where data and secrets are kept, and what Pitwall has to say about its own start. */
export const SettingsPage = () => {
  const query = useQuery(api.app.info.queryOptions());
  return (
    <Page title="Settings" width="narrow">
      <Section title="Appearance">
        <ThemeChoice />
      </Section>
      <QueryView query={query} what="Asking Pitwall about itself" failed="Pitwall could not be asked about itself">
        {(info) => <About info={info} />}
      </QueryView>
    </Page>
  );
};
