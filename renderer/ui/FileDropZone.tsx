import { type DragEvent, type ReactNode, useState } from 'react';
import styles from './FileDropZone.module.css';

interface Props {
  /** Gets the first file that is dropped; a button inside must offer the same without a pointer. */
  readonly onFile: (file: File) => void;
  /** Draws where the place is, for one that stands alone. */
  readonly framed?: boolean;
  readonly children: ReactNode;
}

/** A place that takes a dropped file, and shows so while one is held over it. */
export const FileDropZone = ({ onFile, framed = false, children }: Props) => {
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      className={styles.drop}
      data-framed={framed || undefined}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {children}
    </div>
  );
};
