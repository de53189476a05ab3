import type { ConnectionStage } from '../../../shared/connections/contract.ts';

/** What each stage finds out, as a heading. */
export const stageTitles: Readonly<Record<ConnectionStage['name'], string>> = {
  reach: 'Reach the server',
  hostKey: 'Check its host key',
  signIn: 'Sign in',
  tools: 'Find the tools',
  sudo: 'Check the sudo rules',
  units: 'Find the systemd units',
  paths: 'Check the folders',
};

/** The stages in their order, for the list before a test ran. */
export const stageOrder = Object.keys(stageTitles) as readonly ConnectionStage['name'][];
