import { ipcRenderer } from 'electron';

/** Hands the page one MessagePort when it asks for it, and nothing else: no function and no object of ours reaches the page's world. */
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'pitwall-ready') ipcRenderer.send('pitwall-port');
});
ipcRenderer.on('pitwall-port', (event) => {
  window.postMessage('pitwall-port', window.location.origin, event.ports);
});
