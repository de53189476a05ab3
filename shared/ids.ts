import { z } from 'zod';

export const ProjectId = z.uuid().brand<'ProjectId'>();
export type ProjectId = z.infer<typeof ProjectId>;

export const EnvironmentId = z.uuid().brand<'EnvironmentId'>();
export type EnvironmentId = z.infer<typeof EnvironmentId>;

/** A run's name on both sides: a ULID, so that runs sort by the time they were made. */
export const RunId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

export const ItemId = z.uuid().brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;

export const MemberId = z.uuid().brand<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;

export const SprintId = z.uuid().brand<'SprintId'>();
export type SprintId = z.infer<typeof SprintId>;

/** One open window, for as long as it is open: whose acts an undo takes back. */
export const WindowId = z.uuid().brand<'WindowId'>();
export type WindowId = z.infer<typeof WindowId>;

/** A whole git object name: 40 hexadecimal digits (SHA-1), never a ref and never abbreviated. */
export const Revision = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .brand<'Revision'>();
export type Revision = z.infer<typeof Revision>;

/** Milliseconds since 1970 in UTC. */
export const Instant = z.number().int().nonnegative();
export type Instant = z.infer<typeof Instant>;
