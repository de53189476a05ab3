import { IconBook2, IconFolders, IconSettings, IconTargetArrow } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import styles from './Rail.module.css';
import { type RailEntry, rail, type SiteEntry, siteEntries } from './railEntries.ts';

const siteIcons = {
  '/projects': IconFolders,
  '/range': IconTargetArrow,
  '/ledger': IconBook2,
  '/settings': IconSettings,
} as const;

const active = { className: styles.active } as const;

const PhaseLink = ({ entry, project }: { readonly entry: RailEntry; readonly project: Project }) => (
  <Link
    to={entry.to}
    params={{ project: project.id }}
    className={styles.entry}
    activeProps={active}
    activeOptions={{ exact: entry.to === '/p/$project' }}
    title={`${entry.name} (G ${entry.letter})`}
  >
    <entry.icon size={16} stroke={1.7} aria-hidden />
    <span className={styles.name}>{entry.name}</span>
  </Link>
);

/** Without a project there is nowhere to go: the phase is named, not offered. */
const PhaseName = ({ entry }: { readonly entry: RailEntry }) => (
  <span className={styles.entry} data-off title={`${entry.name}: needs a project first`}>
    <entry.icon size={16} stroke={1.7} aria-hidden />
    <span className={styles.name}>{entry.name}</span>
  </span>
);

const SiteLink = ({ entry }: { readonly entry: SiteEntry }) => {
  const Icon = siteIcons[entry.to];
  return (
    <Link to={entry.to} className={styles.entry} activeProps={active} title={`${entry.name} (G ${entry.letter})`}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={styles.name}>{entry.name}</span>
    </Link>
  );
};

/** The five phases in order, the wall above them, what belongs to no project below. */
export const Rail = ({ project }: { readonly project: Project | null }) => (
  <nav className={styles.rail} aria-label="Phases">
    <div className={styles.phases}>
      {rail.map(({ phase, entries }) => (
        <div key={phase ?? 'wall'} className={styles.group}>
          {phase !== null && <div className={styles.phase}>{phase}</div>}
          <ul className={styles.list}>
            {entries.map((entry) => (
              <li key={entry.to}>
                {project === null ? <PhaseName entry={entry} /> : <PhaseLink entry={entry} project={project} />}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
    <ul className={styles.list}>
      {siteEntries.map((entry) => (
        <li key={entry.to}>
          <SiteLink entry={entry} />
        </li>
      ))}
    </ul>
  </nav>
);
