import { type ConnectionStage, stageNames } from '../../../shared/connections/contract.ts';
import type { Clock } from '../clock.ts';

export type StageName = ConnectionStage['name'];

export interface StageBoard {
  /** Begins a stage, or adds facts to one that runs. */
  readonly run: (name: StageName, ...facts: readonly string[]) => void;
  /** Ends a stage; facts found while it ran stand before those of `end`. */
  readonly end: (name: StageName, end: Partial<ConnectionStage> & Pick<ConnectionStage, 'state'>) => void;
  readonly isOver: (name: StageName) => boolean;
  /** Skips what has not ended, and ends the events. */
  readonly close: () => void;
  /** Every change, as it comes; for one reader. */
  readonly events: () => AsyncGenerator<ConnectionStage, void, void>;
}

/** The stages of one test, each with what was found so far and how long it took. */
export const createStageBoard = (clock: Clock): StageBoard => {
  const stages = new Map<StageName, { readonly stage: ConnectionStage; readonly began: number }>();
  const changes: ConnectionStage[] = [];
  let closed = false;
  let wake: () => void = () => undefined;

  const put = (stage: ConnectionStage, began: number): void => {
    stages.set(stage.name, { stage, began });
    changes.push(stage);
    wake();
  };
  const blank = (name: StageName): ConnectionStage => ({
    name,
    state: 'running',
    duration: null,
    found: [],
    act: null,
    copy: null,
    failure: null,
  });
  const isOver = (name: StageName) => (stages.get(name)?.stage.state ?? 'running') !== 'running';

  return {
    isOver,
    run: (name, ...facts) => {
      const { stage, began } = stages.get(name) ?? { stage: blank(name), began: clock.monotonic() };
      put({ ...stage, found: [...stage.found, ...facts] }, began);
    },
    end: (name, end) => {
      const { stage, began } = stages.get(name) ?? { stage: blank(name), began: clock.monotonic() };
      const duration = Math.round((clock.monotonic() - began) * 10) / 10;
      put({ ...stage, duration, ...end, found: [...stage.found, ...(end.found ?? [])] }, began);
    },
    close: () => {
      for (const name of stageNames)
        if (!isOver(name)) put({ ...(stages.get(name)?.stage ?? blank(name)), state: 'skipped', duration: null }, 0);
      closed = true;
      wake();
    },
    events: async function* () {
      for (;;) {
        const next = changes.shift();
        if (next !== undefined) {
          yield next;
          continue;
        }
        if (closed) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
};
