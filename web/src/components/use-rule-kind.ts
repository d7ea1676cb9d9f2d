import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ruleKindsQuery } from '@/api/rules.ts';
import { useReading } from './use-reading.ts';

/** What a kind of rule is called; the word itself while that is not known. */
export function useRuleKind(): (kind: string) => string {
  const read = useReading();
  const { data: kinds } = useQuery(ruleKindsQuery);
  return useCallback(
    (kind) => {
      const known = kinds?.find((candidate) => candidate.kind === kind);
      return known === undefined ? kind : read(known.title);
    },
    [kinds, read],
  );
}
