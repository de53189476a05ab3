import { EnvironmentId, ProjectId } from '../../ids.ts';
import { type Alert, AlertId } from '../alert.ts';
import { RuleId } from '../rule.ts';

/** An alert about an app that answers 502. */
export const sampleAlert = (over: Partial<Alert> = {}): Alert => ({
  id: AlertId.parse('00000000-0000-4000-8000-00000000000a'),
  projectId: ProjectId.parse('00000000-0000-4000-8000-00000000000b'),
  environmentId: EnvironmentId.parse('00000000-0000-4000-8000-000000000002'),
  rule: RuleId.parse('00000000-0000-4000-8000-000000000001'),
  name: 'App down',
  subject: '',
  severity: 'warning',
  reason: 'The app: HTTP 502, expected 200. Seen 3 times in a row.',
  openedAt: 1000,
  closedAt: null,
  closedReason: null,
  acknowledged: null,
  masked: null,
  item: null,
  ...over,
});
