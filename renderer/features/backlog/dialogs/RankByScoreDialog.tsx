import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { orderByScore } from '../../../../shared/backlog/orderByScore.ts';
import { reorderRanks } from '../../../../shared/backlog/reorderRanks.ts';
import { scoreOf } from '../../../../shared/backlog/scoreOf.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { countItems } from '../sumsInWords.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import { DialogForm } from './DialogForm.tsx';
import { useAttempt } from './useAttempt.ts';

interface Props {
  readonly project: ProjectId;
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'rankByScore'>;
  readonly onClose: () => void;
}

/** Says how many items would change their place before it orders the open items by score. */
export const RankByScoreDialog = ({ project, model, acts, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const [keepPlaced, setKeepPlaced] = useState(true);
  const { weights } = model.settings;
  const open = model.ranked.filter(({ id }) => model.places.has(id));
  const byHand = open.filter(({ placedByHand }) => placedByHand).length;
  const scored = open.filter((item) => scoreOf(item, weights) !== null).length;
  const wanted = orderByScore(
    open.map((item) => ({ id: item.id, score: scoreOf(item, weights), kept: keepPlaced && item.placedByHand })),
  );
  const moving = reorderRanks(open, wanted).size;
  const submit = () =>
    run(
      () => acts.rankByScore(keepPlaced),
      (moved) => {
        notifyAct(
          project,
          moved === 0 ? 'All items were in the order of their scores' : `${countItems(moved)} moved by score`,
        );
        onClose();
      },
    );
  return (
    <DialogForm
      title="Rank by score"
      act={moving === 0 ? 'Nothing to move' : `Move ${countItems(moving)}`}
      ready={moving > 0}
      busy={busy}
      error={error}
      failed="The order was not changed"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        {countItems(scored)} of {open.length} open ones have a score; the best come first, those without one stay behind
        them in their order.{' '}
        <strong>{moving === 0 ? 'All stand there already' : `${countItems(moving)} will move`}</strong>, in one act that
        can be undone.
      </p>
      {byHand > 0 && (
        <Checkbox
          label={`Keep the place of ${byHand === 1 ? 'the one item' : `the ${String(byHand)} items`} placed by hand`}
          description="Otherwise they go where their score puts them, and lose their mark"
          checked={keepPlaced}
          onChange={(event) => setKeepPlaced(event.currentTarget.checked)}
        />
      )}
    </DialogForm>
  );
};
