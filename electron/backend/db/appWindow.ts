import { WindowId } from '../../../shared/ids.ts';

/** The window of acts that Pitwall does by itself, such as making an item of an alert: no person's undo takes them back. */
export const APP_WINDOW = WindowId.parse('00000000-0000-4000-8000-000000000000');
