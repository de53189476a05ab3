import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RangeState } from '../../../shared/range/contract.ts';
import { api } from '../../backend/client.ts';

/** Writes what the range answered into its one query; the live stream reads it anew a moment later. */
export const useRangeCache = () => {
  const client = useQueryClient();
  return useMemo(() => {
    const queryKey = api.range.state.queryKey();
    return {
      put: (state: RangeState) => {
        // The query holds the same value without the readonly marks.
        client.setQueryData(queryKey, structuredClone(state) as RangeState & { servers: never });
      },
      invalidate: () => client.invalidateQueries({ queryKey }),
    };
  }, [client]);
};
