import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Member, MemberSettings } from '../../../shared/team/member.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { definedError } from '../../ui/definedError.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyAct } from '../../ui/notifyAct.tsx';
import { MemberForm } from './MemberForm.tsx';
import { newMember } from './memberDraft.ts';

interface Props {
  readonly project: ProjectId;
  /** null adds a new one. */
  readonly member: Member | null;
  readonly unit: PlanningSettings['unit'];
  readonly onClose: () => void;
}

/** Adds a member or changes one. Who has items cannot be removed: the refusal offers to say that they left. */
export const MemberDialog = ({ project, member, unit, onClose }: Props) => {
  const queries = useQueryClient();
  const done = (words: string) => async () => {
    await queries.invalidateQueries({ queryKey: api.team.list.key() });
    notifyAct(project, words);
    onClose();
  };
  const name = member?.name ?? '';
  const create = useMutation(api.team.create.mutationOptions({ onSuccess: done('The team has a new member') }));
  const update = useMutation(api.team.update.mutationOptions({ onSuccess: done(`${name} saved`) }));
  const remove = useMutation(api.team.remove.mutationOptions({ onSuccess: done(`${name} removed from the team`) }));
  const saved = member === null ? create : update;
  const save = (settings: MemberSettings) =>
    member === null
      ? create.mutate({ ...planningWindow, project, settings })
      : update.mutate({ ...planningWindow, member: member.id, settings });
  const taken = definedError(saved.error, 'NAME_TAKEN');
  const inUse = definedError(remove.error, 'IN_USE');
  return (
    <Dialog
      title={member === null ? 'Add a member' : `Edit ${member.name}`}
      closeLabel="Close without saving"
      size={560}
      onClose={onClose}
    >
      <MemberForm
        initial={member ?? newMember(unit)}
        unit={unit}
        act={member === null ? 'Add to the team' : 'Save member'}
        busy={saved.isPending}
        nameError={taken === null ? null : describeFailure(saved.error).message}
        onSubmit={save}
        acts={
          member !== null && (
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() => remove.mutate({ ...planningWindow, member: member.id })}
            >
              Remove {member.name}
            </Button>
          )
        }
      >
        {saved.isError && taken === null && (
          <ErrorView title="The member was not saved" failure={describeFailure(saved.error)} />
        )}
        {remove.isError && member !== null && (
          <ErrorView title={`${member.name} was not removed`} failure={describeFailure(remove.error)}>
            {inUse !== null && member.active && (
              <div>
                <Button variant="default" onClick={() => save({ ...settingsOf(member), active: false })}>
                  Mark as left instead
                </Button>
              </div>
            )}
          </ErrorView>
        )}
      </MemberForm>
    </Dialog>
  );
};

const settingsOf = ({ id: _, projectId: __, ...settings }: Member): MemberSettings => settings;
