import { notifications } from '@mantine/notifications';
import { announce } from './announce.ts';
import type { ShownFailure } from './shownFailure.ts';

/** Says in passing that something is done; gone after four seconds. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, withBorder: true, color: 'green' });
  announce(message);
};

/** Says what failed where no view stands for it; stays until closed. */
export const notifyFailure = (title: string, failure: ShownFailure): void => {
  const message = failure.act === null ? failure.message : `${failure.message} ${failure.act}`;
  notifications.show({ title, message, withBorder: true, color: 'red', autoClose: false });
  announce(`${title}. ${message}`, 'assertive');
};
