import { NativeSelect, type NativeSelectProps } from '@mantine/core';

/** Every time zone this machine knows, and the one that is set. */
export const TimeZoneField = ({ value, ...props }: Omit<NativeSelectProps, 'data' | 'label'>) => {
  const known = Intl.supportedValuesOf('timeZone');
  const zones = typeof value === 'string' && !known.includes(value) ? [value, ...known] : known;
  return (
    <NativeSelect
      label="Time zone"
      data={[...new Set(['UTC', ...zones])]}
      {...props}
      {...(value === undefined ? {} : { value })}
    />
  );
};
