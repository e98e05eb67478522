/**
 * Every sentence Equipo says when it must say no, and every note about input, in one place: what happened, what
 * was kept, what to do next. `{name}` is filled from the refusal's params. Sorted by code.
 */
export const refusalSentences: Readonly<Record<string, string>> = {
  'act-not-counted': 'It was not done: {why} Nothing was written; everything is as it was.',
  'act-not-own': 'The act {said} is somebody else’s; nothing was undone; only who did it can.',
  'act-not-undone':
    'An act of the kind {type} is not undone by itself; nothing was written; answer anew, amend, or let it end.',
  'answer-mark-unreadable':
    '{said} does not say how much for which option; nothing was cast; say it as Option=3, a whole number.',
  'app-gone':
    'The app that has the node open ended before this was done; whatever it had done is kept; look with `equipo log` before you do it again.',
  'archive-locked':
    'Another program{holder} has the archive {path} open; nothing was changed; close it there and try again.',
  'archive-missing':
    'There is no archive at {path}; nothing was changed; check the path, or import something into it first.',
  'archive-newer':
    'The archive {path} was made by a newer Equipo; nothing was changed; update Equipo to open it.',
  'archive-none':
    'No archive is kept on this machine yet; nothing was changed; import a source first, or name a file with --archive.',
  'archive-not-writable':
    'The archive {path} cannot be written: its folder is missing or not yours to write in; nothing was changed; choose another place.',
  'archive-several':
    'There are {count} archives on this machine and it is not clear which is meant; nothing was changed; name one of these with --archive: {paths}.',
  'archive-unreadable':
    'The file {path} is not an archive of Equipo, or it is damaged; nothing was changed; choose another file, or import anew into a new one.',
  'backup-missing':
    'There is no whole copy in {folder}; nothing was changed; choose another, as `equipo backup list` shows them.',
  'backup-not-writable':
    'No copy could be written to {folder}; what was there is as it was; make the folder yours to write in, or choose another with --to.',
  'ballot-file-narrow':
    'These ballots are of kind {kind} and do not fit a .{ending} file; {path} was not written; give it the ending .{kind}, or .blt.',
  'ballot-file-not-writable':
    'The file {path} cannot be written: its folder is missing or not yours to write in; nothing was changed; choose another place.',
  'ballot-file-unknown':
    'The ending of {path} does not say what kind of ballots it holds; nothing was counted; give it one of {known}.',
  'ballot-file-unreadable':
    'Line {line} of {path} does not read as {format}: {problem}; nothing was counted; correct it and try again.',
  'ballot-mark-outside':
    'The ballot gives {option} a {mark}, and a mark goes from {lowest} to {highest}; the ballot was not cast; correct it and cast it again.',
  'ballot-option-twice':
    'The ballot names {option} twice; it was not cast; leave it in one place and cast it again.',
  'ballot-option-unknown':
    'The ballot names option {option}, and there are {count}; it was not cast; correct it and cast it again.',
  'ballot-other-method': 'The ballot is not one that {method} asks for; it was not cast; fill it in again.',
  'ballot-over-budget':
    'The ballot spends {spent} of a budget of {budget}; it was not cast; take some back and cast it again.',
  'ballot-rank-empty':
    'A rank of the ballot holds no option; it was not cast; close the gap and cast it again.',
  'ballot-rank-shared':
    'The ballot puts {options} on one rank, and here each rank holds one; it was not cast; order them and cast it again.',
  'ballot-too-late': 'The decision is no longer open; the ballot was not cast; see what came out of it.',
  'bootstrap-unreachable':
    'None of the bootstrap nodes answers ({places}); everything here is kept and other paths go on; check the addresses, or run one with `equipo bootstrap`.',
  'bundle-foreign':
    'The bundle {path} is of a community this node is not in; nothing was changed; join it first.',
  'bundle-missing': 'There is no file that can be read at {path}; nothing was changed; check the path.',
  'bundle-unreadable':
    '{path} is no whole bundle of Equipo; what could be verified was kept, nothing else was changed; have it exported again.',
  'chart-columns-missing':
    'No column of {path} is named like {missing}{nearest}; nothing was changed; it has {found}; a chart needs one column for the person and one for their manager.',
  'chart-cycle':
    'The chart {path} goes round in a circle of {length} people who each report to the next (rows {rows}); nothing was changed; correct one of these rows and try again.',
  'chart-strangers':
    'Nobody on the chart {path} stands in any of the other sources; the chart was not taken, and what was read of the sources is kept; see that both name people alike, by the same addresses or full names.',
  'chart-unreadable':
    'The file {path} does not read as an org chart; nothing was changed; give a CSV with a column for the person and one for their manager.',
  'community-unknown':
    'There is no community {letter} in this organisation; nothing was changed; choose one of its own.',
  'decision-anonymous-late':
    'Newcomers cannot take part in an anonymous decision, since those who answer are fixed when it opens; nothing was opened; let them read only.',
  'decision-anonymous-method':
    'A decision by {method} cannot be anonymous, since what is said in it is answered to whoever said it; nothing was opened; choose another method, or decide openly.',
  'decision-anonymous-size':
    'Among {eligible} nothing can be decided anonymously; nothing was opened; it takes at least {least} and at most {most} who may answer.',
  'decision-deadline-past': 'The deadline has passed already; nothing was opened; choose a later one.',
  'decision-lot-needless':
    'Strata and who rests belong to a draw by lot, and this decision is by {method}; nothing was opened; leave them out.',
  'decision-nobody-eligible':
    'Nobody may answer in this decision; nothing was opened; newcomers take part after seven days, or once a second member vouches for them.',
  'decision-nominee-given':
    'In a sociocratic election the one put forward follows from nominations; nothing was opened; open it without.',
  'decision-options-none-asked':
    'A decision by {method} is a yes or no and takes no options; nothing was opened; leave them out, or choose another method.',
  'decision-options-unfit':
    '{options} options cannot fill {seats} seats with a choice between them, or two are called alike; nothing was opened; give at least two that differ.',
  'decision-quorum-unreachable':
    'A quorum of {quorum} cannot be reached; nothing was opened; give a share such as 1/2 or 60 %.',
  'device-forked':
    'This device ({device}) wrote two histories, as after it was brought back from an old backup; nothing was written, and what others wrote is kept; go on with another device by `equipo identity recover` with your phrase in another folder, and retire this one there with `equipo identity device retire`.',
  'digest-account-missing':
    'No mail account was entered, so no mail can be sent; nothing left this machine; enter your own, or read your digest here.',
  'digest-account-wrong':
    'This mail account cannot be used: {problem}; nothing was changed and nothing was sent; correct it and try again.',
  'digest-not-sent':
    'Your digest was not sent, since {host} cannot be used: {why}; everything is still here to read; look at the account and send it again.',
  'digest-settings-wrong':
    'These settings cannot be: {problem}; nothing was changed; correct it and try again.',
  'disk-full':
    'The disk that holds {path} is full; everything imported before is kept; free some space and import again, it goes on where it stopped.',
  'dynamics-covariate-missing':
    'The effect {effect} asks for {covariate}, and of these people {known} is known; nothing was fitted; give a chart with --org, a longer span for communities, or other effects.',
  'dynamics-effect-unknown': 'There is no effect {effect}; nothing was measured; choose from {effects}.',
  'dynamics-few-events':
    'Only {strata} times did somebody turn to somebody, and the model of who turns to whom asks for {fewest}; it says nothing here, and what was read is kept; give a longer span or more sources.',
  'dynamics-few-senders':
    'Only {senders} people wrote to anybody, and the model of who turns to whom asks for {fewest}; it says nothing here, and what was read is kept; give more sources.',
  'dynamics-half-life':
    'A half-life of {halfLife} says nothing about how the past fades; nothing was measured; give one above zero, as 30d, 12h or inf.',
  'dynamics-line-flat':
    '{effect} is the same for all who could have been turned to; there is nothing to estimate.',
  'dynamics-line-inflated':
    '{effect} repeats other effects of the model too nearly (variance inflated more than {most} times); no number is given.',
  'dynamics-line-rank-unknown':
    'Rank is known on both sides of only {share} of events; no number is given for {effect}.',
  'dynamics-line-rare': '{effect} rests on {cases} cases on one side, and needs 10; no number is given.',
  'dynamics-line-separated':
    '{effect} runs off: in these traces it nearly always or never goes with being turned to; no number is given, only a bound.',
  'dynamics-line-turns':
    '{effect} changes sign under another half-life, other controls or without bursts; no number is given.',
  'dynamics-line-wide': 'The interval of {effect} spans more than a factor of {most}; no number is given.',
  'dynamics-many-effects':
    '{strata} choices bear at most {most} effects, and {effects} were asked; nothing was fitted; ask for fewer with --effects, or give a longer span.',
  'dynamics-no-foresight':
    'On the last fifth of events the model foresees no better than popularity alone; nothing is said of its effects; a longer span or other effects may do better.',
  'dynamics-no-maximum':
    'The model found no best coefficients in {iterations} steps; nothing is said; ask for fewer effects with --effects.',
  'dynamics-no-messages':
    'Nobody turned to anybody at a known time in what was read, so there is nothing to learn from; what was read is kept; add a source with times and directions.',
  'dynamics-nothing-varies':
    'None of the effects asked differs between those who could have been turned to; nothing was fitted; ask for others with --effects.',
  'dynamics-one-sender':
    'One sender wrote {share} of all messages, so the model would speak of one person; it says nothing here; measure more people, or leave an automatic account out.',
  'dynamics-one-time':
    'All {messages} messages carry the same time, so none comes before another; nothing was measured; see that the right column is read as time.',
  'dynamics-person-unknown':
    'Message {message} names somebody outside the {people} people of this sequence, or its own sender as recipient; nothing was measured; correct it and try again.',
  'dynamics-singular':
    'Some effects repeat each other so nearly that they cannot be told apart; nothing is said of any; ask for fewer with --effects.',
  'dynamics-time-unknown':
    'Message {message} has no time; nothing was measured; give every message a time, or leave it out.',
  'dynamics-too-many-recipients':
    'Message {message} has {recipients} recipients among {people} people, so nobody was left out; nothing was measured; correct it, or leave it out.',
  'dynamics-unsorted':
    'Message {message} comes before an earlier one in time; nothing was measured; sort the messages by time.',
  'erase-unsure': 'Erasing somebody cannot be undone; nothing was erased; add --yes if you mean it.',
  'event-forged':
    'An event is not signed by the device it names; it was not taken in; everything else is kept, and the peer it came from is shown.',
  'event-malformed':
    'Something that came as an event does not read as one; it was not taken in; everything else is kept, and the peer it came from is shown.',
  'event-too-long':
    'An event of {bytes} bytes is longer than 64 KiB; it was not taken in; everything else is kept; write it shorter, or in parts.',
  'experiment-challenge-unknown':
    'There is no challenge {challenge}; nothing was written; choose one of {challenges}.',
  'experiment-changed':
    'The plan {path} was changed after it was sealed: its hash is not its own; nothing was read; bring back the plan as it was written, or make another.',
  'experiment-early':
    'The weeks after the change end on {until}; the second window was not read, and the plan is kept; come back then.',
  'experiment-exists':
    'There is a plan at {path} already; nothing was written; plans are kept as they were, so choose another name.',
  'experiment-few-people':
    'Fewer than {fewest} people are seen in the weeks {which}, so a number would speak of persons; nothing is shown, and what was read is kept; take more weeks or more sources.',
  'experiment-headcount':
    '{measure} counts people, and a change of it would tell how many came or left; nothing was written; choose a share or a ratio beside it.',
  'experiment-measure-unknown':
    'There is no measure {measure}; nothing was written; `equipo measures` lists all, and parts are written as participation:gini.',
  'experiment-one-person':
    'One person carries more than half of the weeks {which}, so a number would speak of them; nothing is shown, and what was read is kept; take more weeks or more sources.',
  'experiment-open':
    'It is not said what to watch; nothing was written; name a challenge with --challenge, or give --measure, --direction and --weeks.',
  'experiment-short':
    '{weeks} weeks are too few to compare with as many before; nothing was written; take {fewest} or more.',
  'experiment-undefined':
    'The measure is not defined in the weeks {which} the change; nothing is shown, and what was read is kept; take more weeks, or another measure.',
  'experiment-unknown':
    'There is no experiment {number} of this organisation; nothing was read; choose one of those shown.',
  'experiment-unreadable':
    'The file {path} does not read as a plan of an experiment; nothing was read; give the file that `equipo experiment new` wrote.',
  'export-folder-taken':
    'The folder {folder} has something in it; nothing was written; choose an empty one or a new one.',
  'export-not-writable':
    'The folder {folder} cannot be written; nothing was left half done; choose another place.',
  'export-private-only':
    'Rows about people are private, and this command writes nothing else; nothing was written; add --private if that is what you want, or share what `equipo measure` writes.',
  'folder-unreadable':
    'The folder {path} may not be opened; nothing was read; see that you may read it, or choose another.',
  'forget-unsure': 'Forgetting an archive cannot be undone; nothing was deleted; say that you mean it.',
  'git-empty':
    'The git repository at {path} has no commit yet; nothing was read; measure it once there is work in it.',
  'git-missing':
    'The program git is not installed, and {path} cannot be read without it; nothing was changed; install git and try again.',
  'git-owner':
    'Git does not open {path} because it belongs to another account; nothing was read; if you trust it, run `git config --global --add safe.directory {path}` and try again.',
  'git-stopped':
    'Git gave up on {path} again and again after {done} commits; what was read until then is kept; run `git fsck` there, repair it and try again.',
  'git-too-old':
    'Git {found} is installed, and reading {path} needs {needed} or newer; nothing was changed; bring git up to date and try again.',
  'git-unreadable':
    'Git cannot read the repository at {path}; nothing was changed; run `git status` or `git fsck` there to see why.',
  'host-body':
    'The host was asked for something in a form it does not know; nothing was changed; load the page again.',
  'host-elsewhere':
    'This request did not come from a page of this Equipo; nothing was shown or changed; open the address that `equipo start` prints.',
  'host-token':
    'This address was used before, or belongs to another start; nothing was shown; run `equipo start` again and open the address it prints.',
  'host-too-large': 'What was sent is larger than any command; nothing was changed; load the page again.',
  'host-too-often': 'More was asked than one person can; nothing was changed; wait a moment and try again.',
  'host-unknown': 'There is nothing at this address; nothing was changed; go back to the first page.',
  'identity-exists':
    'There is an identity in {folder} already; it is as it was; for another person choose another folder with --data.',
  'identity-missing':
    'There is no identity in {folder} yet; nothing was changed; make one with `equipo identity create`, or bring yours back with `equipo identity recover`.',
  'interactions-none':
    'Nobody turned to anybody in what was read; nothing was measured, and what was read is kept; add a source, or give a longer span.',
  'invitation-ended': 'The invitation has ended; nothing was changed; ask a member for a new one.',
  'invitation-mistyped':
    'The link of the invitation is not whole, or has a wrong letter; nothing was changed; copy all of it once more.',
  'invitation-refused':
    'The community did not let you in: {why} Nothing was changed; ask a member for a new invitation.',
  'invitation-unanswered':
    'Nobody who can answer this invitation was reached at {places}; nothing was changed; try again while a member has Equipo open (`equipo status --stay`).',
  'job-unknown': 'This work has ended already; nothing was stopped; what it brought is kept.',
  'invite-unreachable':
    'Nobody could reach this node to answer an invitation; nothing was made; choose first where others find it.',
  'jobs-too-many': '{count} pieces of work are under way; no other was begun; wait for one, or stop one.',
  'lan-silent':
    'Others on the network of {address} cannot be looked for ({why}); everything here is kept and other paths go on; it is tried again by itself, or meet by an address.',
  'loomio-unreadable':
    'There is no group in {path}, as a Loomio export has one; nothing was brought; export the group from Loomio again and choose that file.',
  'machine-lacks':
    'This machine lacks {what}; nothing was changed; do what the lines above say and try again.',
  'mail-unreadable':
    'The mail at {path} cannot be opened; nothing was changed; see that you may read it and try again.',
  'measure-unknown':
    'There is no measure called {id}; nothing was measured; the nearest is {nearest}, and `equipo measures` lists all.',
  'organisation-kept-elsewhere':
    'This archive is kept outside the data folder; nothing was deleted; delete its file yourself.',
  'organisation-ready':
    'This is a ready organisation, which nobody imported here; nothing was changed; measure your own to correct its people.',
  'organisation-unknown':
    'There is no organisation {id} here any more; nothing else changed; go back to the first page and choose another.',
  'out-disk-full':
    'The disk that holds {folder} is full; what was measured is kept in the archive; free some space and run the same command again.',
  'out-not-writable':
    'The folder {folder} cannot be written; what was measured is kept in the archive; choose another place with --out.',
  'pages-missing':
    'The pages of the app are not built; nothing was changed; run `npm run build` and try again.',
  'path-gone': 'There is nothing at {path}; nothing was read; choose another.',
  'path-outside':
    '{path} lies outside the folders this app was started for; nothing was read; choose another, or start again with --folder.',
  'peer-unreachable':
    'Nobody answers at {place}; everything here is kept; check the address, or that Equipo is running there, and try again.',
  'person-unknown':
    'Nobody in this archive goes by {said}; nothing was changed; `equipo people list` shows everybody.',
  'phrase-checksum':
    'These 24 words are each in the list but do not belong together; nothing was changed; compare them with what you wrote down, and their order.',
  'phrase-length':
    'A phrase has 24 words, and {count} were given; nothing was changed; give all of them in order.',
  'phrase-word':
    'Word {place} of the phrase is not in the list of words; nothing was changed; correct that word and try again.',
  'place-unreadable':
    '{place} is no place; nothing was changed; write it as an address and a port, 192.168.1.5:4711.',
  'port-taken':
    'Port {port} is taken by another program; nothing was started; leave out --port and a free one is chosen.',
  'practice-community-choose':
    'This node is in {count} communities; nothing was changed; say which with --community: {names}.',
  'practice-community-none':
    'This node is in no community yet; nothing was changed; found one with `equipo community found`, or join one with a link.',
  'practice-community-unknown':
    'This node is in no community called {name}; nothing was changed; `equipo community list` shows those it is in.',
  'practice-damaged':
    'The file {file} cannot be read; nothing was changed; bring it back from a backup, or recover with your phrase.',
  'practice-disk-full':
    'The disk that holds {folder} is full; everything said before is kept, this was not; free some space and try again.',
  'practice-id-several': '{said} stands for several: {names}; nothing was changed; give more of the id.',
  'practice-id-unknown':
    'There is no {what} that {said} stands for; nothing was changed; give more of its id or name, as the list shows them.',
  'practice-locked':
    'Another Equipo has {folder} open; nothing was changed; use that one, or stop it and try again.',
  'practice-log-unreadable':
    'The practice log at {path} cannot be opened; nothing was changed; see that you may read it and try again.',
  'practice-newer': '{folder} was written by a newer Equipo; nothing was changed; update Equipo to open it.',
  'process-unknown':
    'There is no process and no file called {said}; nothing was opened; those ready are {known}.',
  'process-unreadable':
    '{file} does not read as a process: {problem}; nothing was opened; correct it, or begin from `equipo process show consent`.',
  'record-here':
    'This node has that community already, with all that is in {path} or more; nothing was changed.',
  'record-not-a-file':
    'You are in {name}, or its members’ devices keep it; nothing was let go; leave it with `equipo community leave`.',
  'record-unreadable':
    'The file {path} is not the record of a community from its founding on; nothing was changed; choose the events.ndjson of an export.',
  'sample-unknown':
    'There is no ready organisation called {id}; nothing was measured; choose one of {known}.',
  'scenario-base-several-roots':
    'The chart of {base} has {count} people with nobody above them, and a scenario needs one; nothing was run; give them a common manager in the chart and try again.',
  'scenario-challenge-none':
    'No change of design speaks to {challenge}; nothing was written; those that have one are {known}.',
  'scenario-change-unknown':
    'There is no change called {said}; nothing was run; the nearest is {nearest}, and `equipo scenario list` shows all.',
  'scenario-chart-circle':
    'The chart of {base} goes round in a circle of {length} people who each report to the next; nothing was run; correct one of these rows and try again.',
  'scenario-community-small':
    'Community {community} has one person and cannot be split; nothing was run, and the scenario file is as it was; choose another.',
  'scenario-community-unknown':
    'There is no community {community} to change, there are {count} at this point; nothing was run, and the scenario file is as it was; give another number.',
  'scenario-file-exists':
    'There is a file at {path} already; it was left as it is; choose another name with --out.',
  'scenario-file-missing':
    'There is no scenario file at {path}; nothing was run; make one with `equipo scenario new`.',
  'scenario-file-unreadable':
    'The scenario file {path} does not read as YAML in line {line}; nothing was run, and the file is as it was; correct that line and try again.',
  'scenario-key-missing':
    'The scenario file lacks {key} in {place}; nothing was run, and the file is as it was; add it and try again.',
  'scenario-key-unknown':
    'The scenario file does not know {key} in {place}; nothing was run, and the file is as it was; the nearest it knows is {nearest}.',
  'scenario-layer-missing':
    'There is no layer {layer} to remove, the design has {layers} between its top and its lowest people; nothing was run, and the scenario file is as it was; give another number.',
  'scenario-load-saturated':
    'A load of {load} is past what the base can take: everybody would wait for ever; nothing was run, and the scenario file is as it was; give a load below 1, and add the change `load` to see what more would do.',
  'scenario-nobody-left':
    'Of this design only {left} people would be left, and a scenario needs {fewest}; nothing was run, and the scenario file is as it was; take fewer away.',
  'scenario-person-unknown':
    'Nobody in this design goes by {said}, there are {count} people; nothing was run, and the scenario file is as it was; correct the name and try again.',
  'scenario-value-wrong':
    'The scenario file says {said} for {place}, and it takes {expected}; nothing was run, and the file is as it was; correct it and try again.',
  'sortition-few-willing':
    'Seats to draw: {seats}; people who may be drawn: {willing}; nobody was drawn; ask more to be willing, or draw fewer.',
  'sortition-quota-unmet':
    'Of {stratum} at least {least} must be drawn, and {willing} can be; nobody was drawn; lower it, or ask more to be willing.',
  'sortition-quotas-exceed':
    'The quotas ask for at least {least}, and there are {seats} seats; nobody was drawn; lower them, or add seats.',
  'source-folder-of-files':
    'The folder {path} holds files that are read one by one; nothing was read; give them by name, as in {path}/{example}.',
  'source-folder-unknown':
    'The folder {path} holds nothing Equipo reads; nothing was read; it reads git repositories, Maildir, folders of .eml, and files one by one: mbox, CSV, TSV, NDJSON, Parquet.',
  'source-missing': 'There is nothing at {path}; nothing was read or changed; check the path and try again.',
  'source-unknown':
    'What is at {path} is of no kind Equipo reads; nothing was read; it reads git repositories, mail (mbox, Maildir, folders of .eml), tables (CSV, TSV, NDJSON, Parquet) and org charts.',
  'source-unreadable':
    'The file or folder {path} may not be opened; nothing was read; see that you may read it and try again.',
  'sources-none':
    'No source was named; nothing was measured; give a repository, a mailbox or a table, or try `equipo measure --sample managers`.',
  'span-empty':
    'The span from {from} until {until} holds no time; nothing was measured; give an end later than the start.',
  'split-empty':
    'Nothing would be left to split {said} from; nothing was changed; name some of the accounts of one person, not all.',
  stopped: 'Stopped; what was read so far is kept; the same command goes on from there.',
  'table-binary':
    'The file {path} is neither text nor Parquet; nothing was read; save it as CSV, TSV, NDJSON or Parquet and try again.',
  'table-column-unknown': 'There is no column {column} in {path}{nearest}; nothing was read; it has {found}.',
  'table-columns-missing':
    'No column of {path} is named like {missing}{nearest}; nothing was read; it has {found}; say which is which with --columns time=…,from=…,to=….',
  'table-columns-unclear':
    'The table {path} has {found}, and they can be read in more than one way; nothing was read; say which is which by place, --columns time=3,from=1,to=2.',
  'table-dates-ambiguous':
    'The dates in column {column} of {path} could be day or month first, as in 03/04/2024; nothing was read; say which with --columns time={column}:day-first or time={column}:month-first.',
  'table-dates-mixed':
    'Some dates in column {column} of {path} have the day first and others the month; nothing was read; write them as 2024-04-03, or choose with --columns time={column}:day-first and do without the others.',
  'table-empty': 'The table {path} has no rows; nothing was read; check that it was saved.',
  'table-kind-unknown': 'There is no kind called {kind}; nothing was read; choose one of {known}.',
  'table-rows-unusable':
    'None of the {rows} rows of {path} has both a sender and a time that can be read; nothing was read; check which column is which with --columns time=…,from=…,to=….',
  'table-time-unknown':
    'The times in column {column} of {path} are written in no way Equipo knows; nothing was read; write them as 2024-03-31T09:30:00Z or as seconds since 1970, or leave them out with --columns time=none.',
  'table-unreadable': 'The table {path} is damaged or breaks off; nothing was read; make or fetch it again.',
  'table-without-columns':
    'The lines of {path} do not split into columns; nothing was read; part them by commas, semicolons, tabs or blanks, with the names of the columns first.',
  'tally-method-unknown': 'There is no method {id} for rankings; nothing was counted; choose one of {known}.',
  'tally-one-seat':
    '{method} chooses one, and {seats} seats are to be filled; nothing was counted; choose another method, or give --seats 1.',
  'tally-option-unknown': 'There is no option {said}; nothing was counted; the options are {known}.',
  'tally-options-none': 'No option of {path} is left to choose from; nothing was counted; withdraw fewer.',
  'tally-seats-none':
    'Nothing can be chosen for {seats} seats; nothing was counted; give a whole number from 1 with --seats.',
  'text-line-long':
    'Line {line} of {path} is longer than a line of text is; nothing was counted; see that it is the right file.',
  'threshold-unreachable':
    'A threshold of {threshold} says nothing among {eligible} who may answer; nothing was opened; choose one that can be reached and missed.',
  'too-few-people':
    'Only {people} people did anything in what was read, and Equipo measures from {fewest} on; nothing was measured, and what was read is kept; add a source, or give a longer span.',
  'undo-nothing': 'Nothing was said by hand that could be taken back; nothing was changed.',
  'undo-unknown':
    'There is no change number {id} that still holds; nothing was changed; `equipo people list` shows those that do.',
  'usage-argument-missing':
    'This command works on {argument}, and none was named; nothing was done; add --help to see how.',
  'usage-arguments-too-many':
    'More was named than this command takes; nothing was done; add --help to see what it takes.',
  'usage-command-unknown':
    'There is no command {command}{nearest}; nothing was done; `equipo --help` lists all.',
  'usage-option-needed': 'This command asks for {option}; nothing was done; add --help to see why.',
  'usage-option-unknown':
    'There is no option {option}{nearest}; nothing was done; add --help to see those there are.',
  'usage-value': 'The value {value}{place} does not fit; nothing was done; {advice}.',
  'usage-value-missing': 'The option {option} asks for a value; nothing was done; add --help to see which.',
  'window-unknown':
    'There is no window {window} in this organisation; nothing was changed; choose one of its own.',
};

/** One sentence for each kind of diagnostic: what was seen and what became of it. Sorted by code. */
export const diagnosticSentences: Readonly<Record<string, string>> = {
  'chart-date-unreadable':
    'a date in the chart that cannot be read, or could be day or month first: taken as not given',
  'chart-leavers': 'someone whose time in the chart has ended: kept for the time before',
  'chart-levels-other-way':
    'levels that run against the lines of the chart: most managers stand further from the top than their reports; see --level-top',
  'chart-manager-unknown':
    'a manager without a row of their own: taken as someone above whom nobody is named',
  'chart-own-manager': 'someone named as their own manager: taken as a top of the chart',
  'chart-person-missing': 'a row that names nobody: left out',
  'chart-person-twice': 'someone with two places at one time: the later row was taken',
  'chart-several-tops': 'more than one person with reports and without a manager: all taken as tops',
  'chart-span-empty': 'a place that ends before it begins: left out',
  'git-author-date-late': 'written by its own date more than a day after it was committed: kept as dated',
  'git-author-unnamed': "a commit without an author's name or address: left out",
  'git-commit-unreadable': 'git could not read this commit: left out',
  'git-date-unreadable':
    "a date that cannot be read: the commit's other date was taken, and without one the commit was left out",
  'git-files-unreadable':
    'the files of this commit are missing or damaged: its people were read, what it builds on was not',
  'git-history-broken': 'a commit is missing from the history: what lies beyond it was not read',
  'git-name-not-utf8': 'a name in no known encoding: read as Western European',
  'git-partial-without-contents':
    'a partial clone without the contents of files: renames are followed only where a file stayed the same',
  'git-partial-without-files':
    'a partial clone without lists of files: what commits build on and who knows which file was not read',
  'git-record-unreadable': 'something git printed that belongs to no commit: skipped',
  'git-shallow':
    'a shallow clone: the history before these commits is missing; `git fetch --unshallow` brings it',
  'git-trailer-unmapped':
    'git did not answer what .mailmap says of people named in trailers: taken as written',
  'git-trailer-unreadable': 'a trailer that names nobody by an address: left out',
  'mail-automatic':
    'written by a program in place of a person (an out-of-office note, a receipt, a delivery report): left out',
  'mail-bytes-unreadable': 'the file stopped being readable here: what lies beyond was not read',
  'mail-compressed-cut': 'the compressed data end early or are damaged: what lies beyond was not read',
  'mail-date-implausible':
    'a date that cannot be (before 1990, or later than the delivery): the delivery was taken as the date, and without one it was kept as written',
  'mail-dated-by-delivery': 'no readable date of its own: the delivery was taken as the date',
  'mail-draft': 'a draft, never sent: left out',
  'mail-duplicate': 'a message that is here more than once: counted once',
  'mail-file-unreadable':
    'a file that could not be opened, or was moved while mail was read: left out until the next import',
  'mail-header-cut':
    'a message that ends within its header: what is whole was read, and in an mbox it was left out until it is whole',
  'mail-header-long': 'a header longer than any should be: read up to there',
  'mail-id-missing': 'a message without an id of its own: told apart by sender, time and recipients',
  'mail-junk': 'in a folder for spam: left out',
  'mail-name-charset': 'a name in no known character set: read as UTF-8 or Western European',
  'mail-recipient-unreadable': 'a recipient without a readable address: left out',
  'mail-sender-hidden': "the list's address in place of the sender's: left out",
  'mail-sender-missing': 'a message that names no sender: left out',
  'mail-sender-named-only': 'a sender whose address is hidden: known by name',
  'mail-separator-doubtful':
    'a line like the first of a message, but without an empty line before it: read as text',
  'mail-undated': 'a message without any readable date: left out',
  'practice-date-implausible':
    "a clock that was wrong (before 2020, or later than the log): kept as its device's clock had it",
  'practice-line-cut': 'the last line is not whole: left out until it is',
  'practice-line-unreadable': 'a line that is no act of a community: left out',
  'practice-log-cut': 'the compressed data end early or are damaged: what lies beyond was not read',
  'practice-not-counted': 'an act that does not count in its community: left out',
  'self-loop': 'someone turned to themselves: counted, and left out of every tie',
  'table-cut-short':
    'the packed file breaks off: what could be unpacked, up to the last whole line, was read',
  'table-kinds-not-names':
    'the kind column holds many or long texts, so it names no kinds: the unknown ones became the default kind, and their text was not kept',
  'table-line-unreadable': 'a line that does not split into the columns of the table: left out',
  'table-not-utf8': 'a line that is not UTF-8: read as Western European',
  'table-pairs-once':
    'each pair is written one way round only, as contacts are: read as contacts, without direction',
  'table-quote-open': 'a line that opens a quote and never closes it: left out',
  'table-row-empty': 'a row without sender and recipient: left out',
  'table-sender-missing': 'a row without sender: left out',
  'table-time-missing': 'a row without time: left out',
  'table-time-unreadable': 'a time that cannot be read: the row was left out',
  'table-times-from-start':
    'times that count from a start of their own and not from 1970: order and distance hold, dates do not',
  'table-times-without-zone': 'a time of day without its zone: read as UTC',
  'table-untimed': 'no column of times: read as stated ties, which stand in the whole span only',
  'table-weight-unreadable': 'a weight that is no number above 0: the row was left out',
};

const fill = (sentence: string, params: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(params[name] ?? blank));

/** The sentence of a refusal. An unknown code is a fault of ours, so it throws. */
export const sentenceOf = (refusal: {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}): string => {
  const sentence = refusalSentences[refusal.code];
  if (sentence === undefined) throw new Error(`sentenceOf: no sentence for refusal ${refusal.code}`);
  return fill(sentence, refusal.params);
};

/** The sentence of a diagnostic. An unknown code is a fault of ours, so it throws. */
export const diagnosticSentenceOf = (code: string): string => {
  const sentence = diagnosticSentences[code];
  if (sentence === undefined) throw new Error(`diagnosticSentenceOf: no sentence for diagnostic ${code}`);
  return sentence;
};
