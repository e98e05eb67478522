import type { HostEvent } from '../../app/protocol.ts';

/** Whether a node or its communities are another than before. */
export const haveChanged = ({ type }: HostEvent): boolean => type === 'practice-changed';
