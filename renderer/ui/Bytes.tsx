import { formatBytes } from './formatBytes.ts';

/** A size with its unit; the exact number of bytes on hover. */
export const Bytes = ({ value }: { readonly value: number }) => (
  <span className="pw-figure" title={`${value.toLocaleString('en-GB')} bytes`}>
    {formatBytes(value)}
  </span>
);
