/** Survives a reload of the tab and a restart of Pitwall, and is seen by this tab alone. Never a cookie: those go to every port. */
const KEY = 'pitwall-session';

export const readSessionToken = (): string | null => sessionStorage.getItem(KEY);
export const writeSessionToken = (token: string): void => sessionStorage.setItem(KEY, token);
export const forgetSessionToken = (): void => sessionStorage.removeItem(KEY);
