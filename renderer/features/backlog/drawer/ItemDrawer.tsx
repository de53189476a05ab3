import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ItemId, ProjectId } from '../../../../shared/ids.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { usePlanning } from '../../../backend/usePlanning.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { LoadingView } from '../../../ui/LoadingView.tsx';
import { useScreenKeys } from '../../../ui/useScreenKeys.ts';
import { DrawerFrame } from './DrawerFrame.tsx';
import { ItemView } from './ItemView.tsx';

/** The item of the address, beside whichever screen is open. Shows nothing when the address names none. */
export const ItemDrawer = () => {
  const { item } = useSearch({ strict: false });
  const { project } = useParams({ strict: false });
  if (item === undefined || project === undefined) return null;
  return <OpenDrawer key={item} project={project} item={item} />;
};

const OpenDrawer = ({ project, item }: { readonly project: ProjectId; readonly item: ItemId }) => {
  const navigate = useNavigate();
  const query = usePlanning(project);
  const close = (): boolean => {
    void navigate({ to: '.', search: {} });
    return true;
  };
  useScreenKeys(Object.fromEntries([['Escape', close]]));
  const { data } = query;
  const found = data?.items.byId.get(item);
  if (data !== undefined && found !== undefined)
    return <ItemView project={project} planning={data} item={found} onClose={close} />;
  return (
    <DrawerFrame label="Item" onClose={close}>
      {data === undefined && !query.isError && <LoadingView what="Reading the item" rows={8} />}
      {data === undefined && query.isError && (
        <ErrorView
          title="The item could not be read"
          failure={describeFailure(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {data !== undefined && (
        <>
          <h2>This item is gone</h2>
          <p>It was deleted, or the address is old. Undo brings back what was deleted.</p>
        </>
      )}
    </DrawerFrame>
  );
};
