import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, NotificationConstructorOptions } from 'electron';

/** A small stand-in for what the desktop shell uses of Electron: it records, and lets a test act as the system would. */
export interface SafeStorageDouble {
  readonly isEncryptionAvailable: () => boolean;
  readonly getSelectedStorageBackend: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
}

/** Not encryption: only something that differs from the text and refuses what it did not make. */
export const safeStorageDouble = (backend: string, available = true): SafeStorageDouble => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(`sealed:${Buffer.from(text).toString('hex')}`),
  decryptString: (sealed) => {
    const text = sealed.toString();
    if (!text.startsWith('sealed:')) throw new Error('not ours');
    return Buffer.from(text.slice(7), 'hex').toString();
  },
});

export class WebContentsDouble extends EventEmitter {
  readonly id: number;
  readonly posted: { readonly channel: string; readonly ports: readonly unknown[] }[] = [];
  readonly mainFrame: { origin: string };
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  constructor(id: number, origin: string) {
    super();
    this.id = id;
    this.mainFrame = { origin };
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  postMessage(channel: string, _message: unknown, ports: readonly unknown[]): void {
    this.posted.push({ channel, ports });
  }
  /** Acts as the page that tries to go somewhere; true when it was stopped. */
  navigate(event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
    let stopped = false;
    this.emit(event, {
      url,
      preventDefault: () => {
        stopped = true;
      },
    });
    return stopped;
  }
}

export class WindowDouble extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly loaded: string[] = [];
  shown = false;
  maximized = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  show(): void {
    this.shown = true;
  }
  getNormalBounds() {
    return this.bounds;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
}

export class TrayDouble extends EventEmitter {
  tip = '';
  title = '';
  menu: unknown = null;
  setToolTip(tip: string): void {
    this.tip = tip;
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setContextMenu(menu: unknown): void {
    this.menu = menu;
  }
}

export class NotificationDouble extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  shown = false;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    this.shown = true;
  }
}
