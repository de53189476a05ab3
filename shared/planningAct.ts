import { z } from 'zod';
import { WindowId } from './ids.ts';

/** What every act of planning says besides its own input: the window it comes from, so that an undo there takes it back. */
export const PlanningAct = z.object({ window: WindowId });
