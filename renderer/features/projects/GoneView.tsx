import { Link } from '@tanstack/react-router';
import { EmptyView } from '../../ui/EmptyView.tsx';

/** What the address names is not there any more. */
export const GoneView = ({ what }: { readonly what: 'project' | 'environment' }) => (
  <EmptyView title={`This ${what} is gone`}>
    It was deleted, or the address is old. <Link to="/projects">See all projects.</Link>
  </EmptyView>
);
