import { useMutation } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint, SprintSettings } from '../../../shared/sprints/sprint.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { definedError } from '../../ui/definedError.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyAct } from '../../ui/notifyAct.tsx';
import { SprintForm } from './SprintForm.tsx';
import { useSprintsCache } from './useSprintsCache.ts';

interface Props {
  readonly project: ProjectId;
  /** What the form starts with. */
  readonly initial: SprintSettings;
  /** The sprint to change; null makes a new one. */
  readonly sprint: Sprint | null;
  readonly onClose: () => void;
}

/** Makes a sprint or changes its name, days and goals. Days of another sprint are refused, with its name. */
export const SprintFormDialog = ({ project, initial, sprint, onClose }: Props) => {
  const cache = useSprintsCache(project);
  const onSuccess = (saved: Sprint) => {
    cache.put(saved);
    notifyAct(project, sprint === null ? `${saved.name} is planned` : `${saved.name} saved`);
    onClose();
  };
  const create = useMutation(api.sprints.create.mutationOptions({ onSuccess }));
  const update = useMutation(api.sprints.update.mutationOptions({ onSuccess }));
  const saved = sprint === null ? create : update;
  const taken = definedError(saved.error, 'NAME_TAKEN');
  return (
    <Dialog
      title={sprint === null ? 'New sprint' : `Edit ${sprint.name}`}
      closeLabel="Close without saving"
      size={520}
      onClose={onClose}
    >
      <SprintForm
        initial={initial}
        act={sprint === null ? 'Create sprint' : 'Save sprint'}
        busy={saved.isPending}
        nameError={taken === null ? null : describeFailure(saved.error).message}
        onSubmit={(settings) =>
          sprint === null
            ? create.mutate({ ...planningWindow, project, settings })
            : update.mutate({ ...planningWindow, sprint: sprint.id, settings })
        }
      >
        {saved.isError && taken === null && (
          <ErrorView title="The sprint was not saved" failure={describeFailure(saved.error)} />
        )}
      </SprintForm>
    </Dialog>
  );
};
