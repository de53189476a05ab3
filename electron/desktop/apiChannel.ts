import type { RPCHandler } from '@orpc/server/message-port';
import type { IpcMain, IpcMainEvent, MessagePortMain } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';

export interface ApiChannelDeps {
  readonly ipcMain: Pick<IpcMain, 'on'>;
  readonly makeChannel: () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain };
  readonly handler: Pick<RPCHandler<Record<never, never>>, 'upgrade'>;
  /** True for the window that is ours. */
  readonly isOurs: (senderId: number) => boolean;
}

/** Gives our page its MessagePort each time it loads; a frame of anything else is refused without an answer. */
export const openApiChannel = ({ ipcMain, makeChannel, handler, isOurs }: ApiChannelDeps): void => {
  ipcMain.on('pitwall-port', (event: IpcMainEvent) => {
    const frame = event.senderFrame;
    const ours = frame !== null && frame === event.sender.mainFrame && frame.origin === APP_ORIGIN;
    if (!ours || !isOurs(event.sender.id)) return;
    const { port1, port2 } = makeChannel();
    handler.upgrade(port1);
    port1.start();
    event.sender.postMessage('pitwall-port', null, [port2]);
  });
};
