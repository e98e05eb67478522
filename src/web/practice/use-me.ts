import type { PracticeData } from '../../app/protocol.ts';
import { useQuery } from '../host/use-query.ts';
import { haveChanged } from './have-changed.ts';

/** Whose node this is; `null` until the host has said so. */
export const useMe = (): PracticeData['me'] => {
  const answer = useQuery({ query: 'practice', changesWith: haveChanged });
  return answer.state === 'here' ? answer.data.me : null;
};
