import './theme/zodWithoutEval.ts';

/*
 * One after the other, by hand: Zod's setting must hold before the first schema is made, and the one-time code must be out of the address
 * before the router reads it. A bundler keeps neither order among static imports, since it may run a shared chunk earlier.
 */
const { startBackend } = await import('./backend/startBackend.ts');
startBackend();
const { showWindow } = await import('./showWindow.tsx');
showWindow();
