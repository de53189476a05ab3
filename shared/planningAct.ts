import { z } from 'zod';
import { WindowId } from './ids.ts';

/** What every act of planning says besides its own input: the window it comes from, so that an undo there takes it back. */
export const PlanningAct = z.object({ window: WindowId });

/** The window of what Pitwall does by itself. No window takes it back at once; like every act from before a start, any window may later. */
export const PITWALL_WINDOW = WindowId.parse('00000000-0000-4000-8000-000000000000');
