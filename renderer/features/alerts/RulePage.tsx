import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type Rule, RuleId } from '../../../shared/alerts/rule.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { notifyAct } from '../../ui/notifyAct.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { rulesOf } from './alertsQueries.ts';
import { RuleForm } from './RuleForm.tsx';
import { draftOfRule, newRuleDraft } from './ruleDraft.ts';

const route = getRouteApi('/p/$project/alerts/$environment/rules/$rule');

/** One rule, or a new one: set, tried against what was measured, saved. */
export const RulePage = () => {
  const { project, environment, rule: wanted } = route.useParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const query = useProject(project);
  const rules = useQuery(rulesOf(environment));
  const name = query.data?.environments.find(({ id }) => id === environment)?.name;
  const id = RuleId.safeParse(wanted).data ?? null;
  const back = () =>
    void navigate({
      to: '/p/$project/alerts/rules',
      params: { project },
      search: { environment },
      ignoreBlocker: true,
    });
  const save = useMutation(
    api.alerts.saveRule.mutationOptions({
      onSuccess: (saved) => {
        void cache.invalidateQueries({ queryKey: rulesOf(environment).queryKey });
        notifyAct(project, `Rule ${saved.name} is saved`, 'rules');
        back();
      },
    }),
  );
  const rule = rules.data?.find((each) => each.id === id);
  return (
    <Page
      title={id === null ? 'New rule' : (rule?.name ?? 'Rule')}
      lead={name === undefined ? undefined : <bdi>{name}</bdi>}
      width="narrow"
      actions={rule !== undefined && <RemoveRule project={project} rule={rule} onRemoved={back} />}
    >
      <QueryView query={rules} what="Reading the rules" failed="The rules could not be read">
        {(all) => {
          const found = all.find((each) => each.id === id);
          if (id !== null && found === undefined)
            return (
              <EmptyView
                title="This rule is gone"
                actions={
                  <LinkButton to="/p/$project/alerts/rules" params={{ project }} search={{ environment }}>
                    See the rules
                  </LinkButton>
                }
              >
                It was removed, or the address is old.
              </EmptyView>
            );
          return (
            <RuleForm
              environment={environment}
              initial={found === undefined ? newRuleDraft : draftOfRule(found)}
              busy={save.isPending}
              onSubmit={(settings) => save.mutate({ ...planningWindow, environment, id, settings })}
            >
              {save.isError && <ErrorView title="The rule was not saved" failure={describeFailure(save.error)} />}
            </RuleForm>
          );
        }}
      </QueryView>
    </Page>
  );
};

interface RemoveProps {
  readonly project: ProjectId;
  readonly rule: Rule;
  readonly onRemoved: () => void;
}

const RemoveRule = ({ project, rule, onRemoved }: RemoveProps) => {
  const remove = useMutation(
    api.alerts.removeRule.mutationOptions({
      onSuccess: () => {
        notifyAct(project, `Rule ${rule.name} is removed`, 'rules');
        onRemoved();
      },
      onError: (error) => notifyFailure('The rule was not removed', describeFailure(error)),
    }),
  );
  return (
    <Button
      variant="default"
      loading={remove.isPending}
      onClick={() => remove.mutate({ ...planningWindow, rule: rule.id })}
    >
      Remove this rule
    </Button>
  );
};
