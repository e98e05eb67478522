/**
 * Kinds that say who brought somebody's work in: author → committer, author → merger. The act behind such an
 * interaction is the recipient's, who decided that the work goes in.
 */
export const integrationKinds: ReadonlySet<string> = new Set(['git-integrated-by', 'git-merged-by']);
