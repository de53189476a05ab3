import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Environment } from '../../../shared/projects/environment.ts';
import { missingRulesOf } from './alertsQueries.ts';
import { MissingRulesDialog } from './MissingRulesDialog.tsx';

/** Offers the default rules that an environment lacks; nothing where it has them all. In small, as some leave rules out on purpose. */
export const AddMissingRules = ({ environment }: { readonly environment: Environment }) => {
  const [open, setOpen] = useState(false);
  const { data: missing = [] } = useQuery(missingRulesOf(environment.id));
  if (missing.length === 0) return null;
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {missing.length === 1
          ? 'Add the missing default rule…'
          : `Add ${String(missing.length)} missing default rules…`}
      </Button>
      {open && <MissingRulesDialog environment={environment} missing={missing} onClose={() => setOpen(false)} />}
    </>
  );
};
