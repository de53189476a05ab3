import { implement } from '@orpc/server';
import { type AppInfo, appContract } from '../../../shared/app/contract.ts';

export const createAppHandlers = ({ info }: { readonly info: () => AppInfo }) => {
  const os = implement(appContract);
  return os.router({ info: os.info.handler(() => ({ ...info(), notices: [...info().notices] })) });
};
