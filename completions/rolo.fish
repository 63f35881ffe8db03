# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_rolo_global_optspecs
    string join \n db= config= as-of= jobs= q/quiet color= wait= h/help V/version
end

function __fish_rolo_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_rolo_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_rolo_using_subcommand
    set -l cmd (__fish_rolo_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c rolo -n "__fish_rolo_needs_command" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_needs_command" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_needs_command" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_needs_command" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_needs_command" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_needs_command" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_needs_command" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_needs_command" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_needs_command" -s V -l version -d 'Print version'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "import" -d 'Bring in contacts, conversations, events and more from CSV'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "inspect" -d 'Show how a file would be read, or print it as clean CSV'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "imports" -d 'List imports, show what one did, or take one back'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "dedupe" -d 'Find duplicate contacts and merge those that are sure'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "classify" -d 'Decide intent, stage, status, sentiment and flags'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "score" -d 'Score and grade contacts and conversations'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "followups" -d 'Find and work off follow-ups'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "alerts" -d 'See to what cannot wait'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "nightly" -d 'Import files, dedupe, classify, score and scan follow-ups'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "export" -d 'Write contacts or what belongs to them as CSV, JSON or vCard'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "contacts" -d 'Look at contacts and change them by hand'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "conversations" -d 'Read conversations, say whose they are, close them'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "companies" -d 'Look at companies, change them and link contacts to them'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "broadcasts" -d 'Write one message to many, once each'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "deals" -d 'Work the pipeline: list deals, move them, win and lose them'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "segments" -d 'Save filters under names, and see who enters and leaves'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "suggestions" -d 'Learn from the data what the configuration could say better'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "stats" -d 'Count contacts by status, channel and more'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "report" -d 'Write figures and trends as one HTML page'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "activity" -d 'Show the log: what changed, when, by whom, from what to what'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "undo" -d 'Take back what a command changed'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "prune" -d 'Drop old entries of the journal'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "backup" -d 'Write a copy of the database, whole even while it is in use'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "check" -d 'Look for faults in the database, and mend what can be'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "config" -d 'Write, show or check the configuration'
complete -c rolo -n "__fish_rolo_needs_command" -f -a "completions" -d 'Print completions for a shell'
complete -c rolo -n "__fish_rolo_using_subcommand import" -l as -d 'What the rows are: contacts, companies, deals, notes, conversations, messages, events or deliveries [default: found from the header]' -r -f -a "companies\t'One row a company'
contacts\t'One row a person'
deals\t'One row a deal'
notes\t'One row a note'
conversations\t'One row a conversation'
messages\t'One row a message'
events\t'One row an event'
deliveries\t'One row what became of a broadcast to one contact'"
complete -c rolo -n "__fish_rolo_using_subcommand import" -l from -d 'The system that wrote the file, such as hubspot or whatsapp [default: found from the header]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l map -d 'Say what a column holds, such as email="Work e-mail"; a column can be named by its number' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l set -d 'A value for rows that say nothing of a field, such as source=instagram' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l mapping -d 'A file that says what the columns mean; --print-mapping writes one' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand import" -l platform -d 'The system that the file\'s own ids belong to [default: the preset, its column platform, else import]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l country -d 'The country of phone numbers that name none, such as PH' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l time-zone -d 'The zone of times that name none, such as Asia/Manila [default: UTC]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l date-order -d 'What comes first in dates like 03/04/2026: dmy, mdy or ymd' -r -f -a "dmy\t'The day'
mdy\t'The month'
ymd\t'The year'"
complete -c rolo -n "__fish_rolo_using_subcommand import" -l encoding -d 'How characters are written, such as windows-1252 or utf-16le [default: found from the bytes]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l delimiter -d 'What stands between cells: one character, or tab [default: found from the first rows]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l agent -d 'Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l clear -d 'A cell with exactly this text, such as #N/A, empties its field in a contact that is known' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l on-match -d 'What happens to a contact that is known: update, fill (only empty fields) or skip [default: update]' -r -f -a "update\t'A non-empty incoming value wins'
fill\t'Only empty fields are filled'
skip\t'Existing contacts are left alone'"
complete -c rolo -n "__fish_rolo_using_subcommand import" -l rejects -d 'Where rejected rows go [default: NAME.rejects beside each file]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand import" -l format -d 'Print the summary as json on standard output [default: text on standard error]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand import" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand import" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand import" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand import" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand import" -l pin -d 'Pin status, stage and intent where the file holds rolo\'s own words'
complete -c rolo -n "__fish_rolo_using_subcommand import" -l lenient -d 'Keep a value that its field cannot take as metadata, instead of rejecting the row'
complete -c rolo -n "__fish_rolo_using_subcommand import" -l print-mapping -d 'Write how the columns of the one file are understood, as a mapping to be edited, and stop'
complete -c rolo -n "__fish_rolo_using_subcommand import" -l remember -d 'Write these options into rolo.toml, for the next time that files of these names come'
complete -c rolo -n "__fish_rolo_using_subcommand import" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand import" -s v -l verbose -d 'Tell each conflict: the row, the identity at fault, where the row went and who keeps the identity'
complete -c rolo -n "__fish_rolo_using_subcommand import" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand import" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l as -d 'What the rows are: contacts, companies, deals, notes, conversations, messages, events or deliveries [default: found from the header]' -r -f -a "companies\t'One row a company'
contacts\t'One row a person'
deals\t'One row a deal'
notes\t'One row a note'
conversations\t'One row a conversation'
messages\t'One row a message'
events\t'One row an event'
deliveries\t'One row what became of a broadcast to one contact'"
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l from -d 'The system that wrote the file, such as hubspot or whatsapp [default: found from the header]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l map -d 'Say what a column holds, such as email="Work e-mail"; a column can be named by its number' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l set -d 'A value for rows that say nothing of a field, such as source=instagram' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l mapping -d 'A file that says what the columns mean; --print-mapping writes one' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l platform -d 'The system that the file\'s own ids belong to [default: the preset, its column platform, else import]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l country -d 'The country of phone numbers that name none, such as PH' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l time-zone -d 'The zone of times that name none, such as Asia/Manila [default: UTC]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l date-order -d 'What comes first in dates like 03/04/2026: dmy, mdy or ymd' -r -f -a "dmy\t'The day'
mdy\t'The month'
ymd\t'The year'"
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l encoding -d 'How characters are written, such as windows-1252 or utf-16le [default: found from the bytes]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l delimiter -d 'What stands between cells: one character, or tab [default: found from the first rows]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l agent -d 'Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l clear -d 'A cell with exactly this text, such as #N/A, empties its field in a contact that is known' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l format -d 'Print what was understood as json, or the table itself as csv or jsonl [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l pin -d 'Pin status, stage and intent where the file holds rolo\'s own words'
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -l lenient -d 'Keep a value that its field cannot take as metadata, instead of rejecting the row'
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand inspect" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -f -a "list" -d 'List every file that was imported, the newest first'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -f -a "show" -d 'Show what an import did, row by row'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and not __fish_seen_subcommand_from list show undo" -f -a "undo" -d 'Take an import back, except what something later depends on'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l format -d 'Print as table, csv, json or jsonl [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand imports; and __fish_seen_subcommand_from undo" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l format -d 'Print the plan as table, csv, json or jsonl; with --apply the summary as json' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l explain -d 'Show what speaks for and against two contacts being one person' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l csv -d 'Find duplicates in this table instead of the database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l output -d 'Write the pairs here' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l clusters -d 'Write which rows are one person here' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l map -d 'Say which column is a field, by name or number, repeatable' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l export-model -d 'Write the trained model as settings for Splink' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l folded -d 'Write the values as they are compared, which is the table for these settings' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l import-pairs -d 'Take pairs that were scored elsewhere (id_l, id_r, match_probability) instead of comparing' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l apply -d 'Merge those that are sure, instead of showing the plan'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l full -d 'Learn anew and compare everybody, not only contacts that are new or changed'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -f -a "review" -d 'Go through the doubtful pairs: in a file, or pair by pair in the terminal'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -f -a "apply" -d 'Do what a review file says: merge `same`, remember `different`'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and not __fish_seen_subcommand_from review apply undo" -f -a "undo" -d 'Take back a merge, or all merges of a run'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l output -d 'Write the pairs into this file' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l limit -d 'Show only the N likeliest pairs' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from review" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l format -d 'Print the summary as json' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from apply" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l run -d 'The number of a run' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l last -d 'Take back the last run'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand dedupe; and __fish_seen_subcommand_from undo" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l explain -d 'Show for one contact each rule with the facts that make it hold or not, and its conversations' -r
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l format -d 'Print the summary as json; an explanation as table, csv, json or jsonl' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l full -d 'Decide every contact again'
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l ignore-pins -d 'Leave pins out: let status, stage and intent be the derived ones'
complete -c rolo -n "__fish_rolo_using_subcommand classify" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand classify" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand classify" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand score" -l explain -d 'Show for one contact each line that adds up to the score, with its evidence' -r
complete -c rolo -n "__fish_rolo_using_subcommand score" -l history -d 'Show how the score and grade of one contact changed, oldest first' -r
complete -c rolo -n "__fish_rolo_using_subcommand score" -l what-if -d 'Score everybody as FILE, another rolo.toml, would, and say what that changes; write nothing' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand score" -l format -d 'Print the summary as json; an explanation or history as table, csv, json or jsonl' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand score" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand score" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand score" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand score" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand score" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand score" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand score" -l full -d 'Score every contact again'
complete -c rolo -n "__fish_rolo_using_subcommand score" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand score" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand score" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "scan" -d 'Open follow-ups that have a cause, close those whose cause went away'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "list" -d 'List follow-ups by due time'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "show" -d 'Show a follow-up with the conversation around its cause'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "approve" -d 'Let follow-ups be sent'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "dismiss" -d 'Drop follow-ups without sending them'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "edit" -d 'Change what a follow-up says, when it is due, or by which channel it goes'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "schedule" -d 'Set a follow-up for a contact by hand'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "confirm" -d 'Say that unconfirmed follow-ups were sent after all'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "done" -d 'Say that a person saw to follow-ups, such as by a call'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "preview" -d 'Try the texts of templates on contacts, without writing anything'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "stats" -d 'Count by kind what was opened, and what became of it'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and not __fish_seen_subcommand_from scan list show approve dismiss edit schedule confirm done preview stats send" -f -a "send" -d 'Hand approved follow-ups over that are due'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l format -d 'Print the summary as json on standard output [default: text on standard error]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l full -d 'Look at every contact again'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from scan" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l kind -d 'promise, ghosted, undecided, disengaged, hot_lead, scheduled, task or custom:NAME' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l due -d 'List only those that are due'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l all -d 'List those in every state, not only the open ones'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l around -d 'So many messages before and after the cause' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l format -d 'Print one object as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -l no-pager -d 'Print at once, not through the pager'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l kind -d 'In place of numbers: the open ones of this kind' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l due -d 'In place of numbers: the open ones that are due'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l yes -d 'Go on where that reaches more than one'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l kind -d 'In place of numbers: the open ones of this kind' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l due -d 'In place of numbers: the open ones that are due'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l yes -d 'Go on where that reaches more than one'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from dismiss" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l text -d 'What is said; - reads it from standard input' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l at -d 'When it is due' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l channel -d 'By which channel it goes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l note -d 'A note for colleagues' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l at -d 'When it is due' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l text -d 'What is said; - reads it from standard input' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l template -d 'What is said: a name in `templates` of rolo.toml' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l channel -d 'By which channel it goes [default: that of the latest conversation]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l note -d 'What it is about, for colleagues' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from schedule" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l kind -d 'In place of numbers: the open ones of this kind' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l due -d 'In place of numbers: the open ones that are due'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l yes -d 'Go on where that reaches more than one'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l kind -d 'In place of numbers: the open ones of this kind' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l due -d 'In place of numbers: the open ones that are due'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l yes -d 'Go on where that reaches more than one'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from done" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l kind -d 'The kind whose template is tried [default: all that have one]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l template -d 'The name of a template in `templates` of rolo.toml' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l text -d 'A template; - reads it from standard input' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l limit -d 'So many contacts for each kind' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from preview" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l since -d 'Only those that were opened since then' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l kind -d 'promise, ghosted, undecided, disengaged, hot_lead, scheduled, task or custom:NAME' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l exec -d 'Run this command for each message, which is on its standard input as JSON; exit code 0 = sent' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -s o -l output -d 'Write the messages to a new file for another system: FILE.csv or FILE.jsonl, or - for JSON lines on standard output' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l limit -d 'Hand this many over at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l rate -d 'Hand over no faster: 5/s, 30/m, 100/h or 500/d' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l timeout -d 'How long a command or a server may take for a message [default: 60]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l format -d 'Print the summary as json on standard output [default: text on standard error]; with --dry-run the messages as table, csv, json, jsonl or ids' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l channel -d 'The channel of the follow-up' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l smtp -d 'Send e-mail through the server of [send.smtp] in the configuration'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l dry-run -d 'Print what would be handed over, and do nothing'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand followups; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -f -a "list" -d 'List alerts, the oldest first'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -f -a "show" -d 'Show an alert with the conversation around its cause'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -f -a "take" -d 'Say that you are on alerts'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -f -a "resolve" -d 'Say that alerts were seen to'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -f -a "dismiss" -d 'Say that there was nothing to do about alerts'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and not __fish_seen_subcommand_from list show take resolve dismiss send" -f -a "send" -d 'Hand open alerts over to a chat or a pager, once each'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l kind -d 'frustration, human_request, cannot_answer, high_value_score, high_value_spend, intent, or the name of a rule' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l state -d 'open, taken, resolved or dismissed' -r -f -a "open\t''
taken\t''
resolved\t''
dismissed\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l taken-by -d 'Only those that this person has taken' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l all -d 'List those in every state'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l fail-if-any -d 'End with code 5 if any are listed; with --quiet none is printed'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l around -d 'So many messages before and after the cause' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l format -d 'Print one object as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -l no-pager -d 'Print at once, not through the pager'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l over -d 'Take them over from whoever has taken them'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from take" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l note -d 'What was done' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from resolve" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from dismiss" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l exec -d 'Run this command for each alert, which is on its standard input as JSON; exit code 0 = sent' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l kind -d 'Only alerts of this kind' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l limit -d 'Hand this many over at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l timeout -d 'How long the command may take for an alert [default: 60]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l format -d 'With --dry-run, print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l unconfirmed -d 'Those, too, of which nobody knows whether they arrived'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l dry-run -d 'Print what would be handed over, and do nothing'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand alerts; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l agent -d 'Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]' -r
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l format -d 'Print the summary as json on standard output [default: text on standard error]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand nightly" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand export" -l kind -d 'What is written: contacts, companies, deals, notes, conversations, messages, events or deliveries' -r -f -a "companies\t'One row a company'
contacts\t'One row a person'
deals\t'One row a deal'
notes\t'One row a note'
conversations\t'One row a conversation'
messages\t'One row a message'
events\t'One row an event'
deliveries\t'One row what became of a broadcast to one contact'"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l columns -d 'Columns or sets of columns, with commas between them' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l sort -d 'Column to order by, with - before it for the greatest first [default: id]' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l limit -d 'Write this many at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -s o -l output -d 'Write to this file instead of standard output' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand export" -l format -d 'Print as table, csv, json, jsonl, ids or vcard [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'
vcard\t'vCard 4: one card a contact'"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand export" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand export" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand export" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand export" -l spreadsheet -d 'CSV for Excel and its like, in which no cell runs as a formula; an import reads it as a plain one'
complete -c rolo -n "__fish_rolo_using_subcommand export" -l template -d 'Print the header of a file of this kind for an import, to be filled in, and nothing else'
complete -c rolo -n "__fish_rolo_using_subcommand export" -s v -l verbose -d 'Tell the SHA-256 of what was written, on standard error'
complete -c rolo -n "__fish_rolo_using_subcommand export" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand export" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand export" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand export" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand export" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "list" -d 'List contacts, sorted and limited, with any columns'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "show" -d 'Show all about one contact that matters day to day'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "timeline" -d 'Tell what happened to a contact, the oldest first'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "dossier" -d 'Write everything that is known about a contact as one JSON object'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "add" -d 'Add a contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "set" -d 'Set fields; imports leave what was set alone'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "release" -d 'Let imports change again what was set or removed by hand'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "unpin" -d 'Let classify decide a pinned status, stage or intent again'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "tag" -d 'Add tags'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "untag" -d 'Remove tags; imports do not bring them back'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "note" -d 'Add a note'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "points" -d 'Give points, which count into the score'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "merge" -d 'Make one contact of two'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "delete" -d 'Delete contacts for good, with all that is known of them'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and not __fish_seen_subcommand_from list show timeline dossier add set release unpin tag untag note points merge delete unblock" -f -a "unblock" -d 'Let imports bring somebody back who was deleted and blocked'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l columns -d 'Columns to print, with commas between them, or all [default: a few in a table, else all]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l sort -d 'Column to order by, with - before it for the greatest first [default: id]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l limit -d 'List this many at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l format -d 'Print as table (the story), csv, json or jsonl [default: the story on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from timeline" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -s o -l output -d 'Write to this file instead of standard output' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from dossier" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -s y -l yes -d 'Add the contact even if another one holds its address or number'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unpin" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from tag" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from untag" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from note" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l reason -d 'Why' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from points" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -l dry-run -d 'Show what would become of the two, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from merge" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l block -d 'Reject rows of later imports that name the same person'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l keep-conversations -d 'Keep what was said, as nobody\'s, with names and identities masked'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand contacts; and __fish_seen_subcommand_from unblock" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "list" -d 'List conversations, the latest first, or the questions that nobody answered'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "show" -d 'Show what was said, by channel and day'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "link" -d 'Give a conversation to a contact'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "unlink" -d 'Take conversations away from their contacts'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "retry" -d 'Match conversations again that are pending or in error'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "release" -d 'Let imports decide again whose conversations are, and whether they are open'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "close" -d 'Close conversations'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "reopen" -d 'Open conversations again'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "archive" -d 'Archive conversations'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and not __fish_seen_subcommand_from list show link unlink retry release close reopen archive export" -f -a "export" -d 'Write conversations, with --format jsonl each with its messages'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l sort -d 'The column to order by, with - before it to turn it round [default: -last_message_at]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l limit -d 'How many rows at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l state -d 'open, closed or archived' -r -f -a "open\t''
closed\t''
archived\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l link-state -d 'linked, pending, error, or erased: its contact was deleted for good' -r -f -a "linked\t''
pending\t''
error\t''
erased\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l agent -d 'Who spoke for us' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l class -d 'potential_new_business, existing_customer_support, employment_inquiry, vendor_inquiry, partnership_inquiry or spam' -r -f -a "potential_new_business\t''
existing_customer_support\t''
employment_inquiry\t''
vendor_inquiry\t''
partnership_inquiry\t''
spam\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l band -d 'The band of the conversation\'s score: green, yellow or red' -r -f -a "green\t''
yellow\t''
red\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l since -d 'Its last message was sent at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l until -d 'Its first message was sent before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l contact -d 'Whose: an id or an identity' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l channel -d 'The channel of the conversation' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l search -d 'Text in name, email, phone or visitor id of the contact, agent or summary' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l branch -d 'A branch of the contact' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l unanswered -d 'List the questions that nobody answered, the most frequent first'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l contact -d 'All conversations of a contact: an id or an identity' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l format -d 'Print as json or jsonl, as export does [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -l no-pager -d 'Print at once, also on a terminal'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from link" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from unlink" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from close" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from reopen" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from archive" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -s o -l output -d 'Write to this file instead of standard output' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l state -d 'open, closed or archived' -r -f -a "open\t''
closed\t''
archived\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l link-state -d 'linked, pending, error, or erased: its contact was deleted for good' -r -f -a "linked\t''
pending\t''
error\t''
erased\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l agent -d 'Who spoke for us' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l class -d 'potential_new_business, existing_customer_support, employment_inquiry, vendor_inquiry, partnership_inquiry or spam' -r -f -a "potential_new_business\t''
existing_customer_support\t''
employment_inquiry\t''
vendor_inquiry\t''
partnership_inquiry\t''
spam\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l band -d 'The band of the conversation\'s score: green, yellow or red' -r -f -a "green\t''
yellow\t''
red\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l since -d 'Its last message was sent at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l until -d 'Its first message was sent before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l contact -d 'Whose: an id or an identity' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l channel -d 'The channel of the conversation' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l search -d 'Text in name, email, phone or visitor id of the contact, agent or summary' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l branch -d 'A branch of the contact' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand conversations; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -f -a "list" -d 'List companies, sorted and limited'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -f -a "show" -d 'Show a company with its contacts, deals and open conversations'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -f -a "add" -d 'Add a company'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -f -a "set" -d 'Set fields; imports leave what was set alone'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -f -a "release" -d 'Let imports change again what was set by hand'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and not __fish_seen_subcommand_from list show add set release link" -f -a "link" -d 'Make a company the primary one of contacts'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l search -d 'Text in the name, another name, the website or the industry' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l sort -d 'Column to order by, with - before it for the greatest first [default: id]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l limit -d 'List this many at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -s y -l yes -d 'Go on where filters reach more than one contact'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand companies; and __fish_seen_subcommand_from link" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "create" -d 'Write down what is to be said to whom; nothing is sent'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "list" -d 'List broadcasts with what became of them'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "show" -d 'Show a broadcast: what it says, to whom, and how it went'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "preview" -d 'Tell who would get it, who would not and why, with samples'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "send" -d 'Hand a broadcast over, once to each; what was cut short goes on'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "deliveries" -d 'List what became of a broadcast, contact by contact'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "confirm" -d 'Say of messages whose outcome is not known that they were sent'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "retry" -d 'Let messages that failed, or whose outcome is not known, be sent again'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and not __fish_seen_subcommand_from create list show preview send deliveries confirm retry cancel" -f -a "cancel" -d 'Stop a broadcast: whoever did not get it yet never does'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l via -d 'The channel it goes out on, such as email, sms or whatsapp' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l template -d 'A name from `templates` of the configuration; its text is kept as it is now' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l text -d 'The text itself, or - for standard input' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l subject -d 'The subject of an e-mail; a text may also begin with a line `Subject: ...`' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l media -d 'A file that goes with it, or its address on the web' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l at -d 'Send it no earlier than this' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l replace -d 'Write the broadcast of this name anew; only one that nobody got yet'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l samples -d 'How many messages are shown as they would go out' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from preview" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l exec -d 'Run this command for each message, which is on its standard input as JSON; exit code 0 = sent' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -s o -l output -d 'Write the messages to a new file for another system: FILE.csv or FILE.jsonl, or - for JSON lines on standard output' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l limit -d 'Hand this many over at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l rate -d 'Hand over no faster: 5/s, 30/m, 100/h or 500/d' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l timeout -d 'How long a command or a server may take for a message [default: 60]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l format -d 'Print the summary as json on standard output [default: text on standard error]; with --dry-run the messages as table, csv, json, jsonl or ids' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l due -d 'All broadcasts whose time has come, and those that were begun'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l smtp -d 'Send e-mail through the server of [send.smtp] in the configuration'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -l dry-run -d 'Print what would be handed over, and do nothing'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l state -d 'pending, unconfirmed, sent, delivered, read, replied, failed, skipped or another word of a receipt' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l format -d 'Print as table, csv, json, jsonl or ids (of contacts) [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from deliveries" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand broadcasts; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "list" -d 'List deals: the open ones, unless others are asked for'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "board" -d 'Show open deals in columns, one for each stage'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "show" -d 'Show a deal with its history'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "add" -d 'Add a deal for a contact'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "set" -d 'Set fields of deals; imports leave what was set alone'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "move" -d 'Put deals into another stage'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "won" -d 'Close deals as won'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "lost" -d 'Close deals as lost'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "reopen" -d 'Open closed deals again'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "delete" -d 'Remove deals'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "release" -d 'Let imports change again what was set by hand'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and not __fish_seen_subcommand_from list board show add set move won lost reopen delete release forecast" -f -a "forecast" -d 'Say what the open deals are worth by the stages they stand in'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l state -d 'open, won or lost [default: open]' -r -f -a "open\t''
won\t''
lost\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l sort -d 'Column to order by, with - before it for the greatest first [default: id]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l limit -d 'List this many at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l deal-stage -d 'Deals in this stage of the pipeline' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l company -d 'Deals with this company: an id, a name or a website' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l all -d 'List closed ones as well'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l stale -d 'Only those without activity for so long as `windows.stale_deal` says'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l limit -d 'Show this many deals of a stage at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l format -d 'Print as table, csv, json, jsonl or ids [default: the board on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l deal-stage -d 'Deals in this stage of the pipeline' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l company -d 'Deals with this company: an id, a name or a website' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l stale -d 'Only those without activity for so long as `windows.stale_deal` says'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from board" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l contact -d 'Whose it is: an id or an identity' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l stage -d 'The stage that it begins in [default: the first]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l amount -d 'What it is worth, such as 1200 or 1,200.50' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l currency -d 'The currency of the amount, such as EUR [default: `money.currency`]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l expected-close -d 'When it is expected to close' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l company -d 'The company: an id, a name or a website' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from move" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l at -d 'When it was won [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from won" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l reason -d 'Why' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l at -d 'When it was lost [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from lost" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from reopen" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l deal-stage -d 'Deals in this stage of the pipeline' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l company -d 'Deals with this company: an id, a name or a website' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l stale -d 'Only those without activity for so long as `windows.stale_deal` says'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand deals; and __fish_seen_subcommand_from forecast" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -f -a "save" -d 'Save a filter under a name'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -f -a "list" -d 'List segments with the number of their contacts'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -f -a "show" -d 'Show the filter of a segment as it is typed'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -f -a "delete" -d 'Delete a segment; its contacts stay'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and not __fish_seen_subcommand_from save list show delete diff" -f -a "diff" -d 'Tell who entered a segment and who left it'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l replace -d 'Give the segment of this name another filter'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from save" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l since -d 'The moment from which on changes are told' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand segments; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -f -a "list" -d 'List what the data suggests, each with why'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -f -a "show" -d 'Show all numbers behind a suggestion, and the change to rolo.toml'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -f -a "accept" -d 'Write suggestions into rolo.toml; its comments stay'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and not __fish_seen_subcommand_from list show accept dismiss" -f -a "dismiss" -d 'Hide suggestions from now on'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -l all -d 'List those that are in force or dismissed as well'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l format -d 'Print as json [default: text]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -l dry-run -d 'Print the change as a diff, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l reason -d 'Why, for whoever reads rolo.toml' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -l dry-run -d 'Print the change as a diff, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand suggestions; and __fish_seen_subcommand_from dismiss" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l format -d 'Print as table, csv, json or jsonl [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand stats" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand stats" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand stats" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand report" -l html -d 'Write the page to this file, or to standard output with -' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand report" -l title -d 'The heading of the page' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l months -d 'How many months of trends, the present one among them' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l status -d 'new, active, inactive, qualified, converted or churned' -r -f -a "new\t''
active\t''
inactive\t''
qualified\t''
converted\t''
churned\t''"
complete -c rolo -n "__fish_rolo_using_subcommand report" -l source -d 'Where the contact came from first' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l stage -d 'inquiry, comparing, closing, in_progress or follow_up' -r -f -a "inquiry\t''
comparing\t''
closing\t''
in_progress\t''
follow_up\t''"
complete -c rolo -n "__fish_rolo_using_subcommand report" -l intent -d 'ready_to_buy, comparing or browsing' -r -f -a "ready_to_buy\t''
comparing\t''
browsing\t''"
complete -c rolo -n "__fish_rolo_using_subcommand report" -l channel -d 'A channel on which the contact wrote' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l tag -d 'A tag' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l grade -d 'A, B, C, D or F' -r -f -a "A\t''
B\t''
C\t''
D\t''
F\t''"
complete -c rolo -n "__fish_rolo_using_subcommand report" -l lifecycle -d 'lead or customer' -r -f -a "lead\t''
customer\t''"
complete -c rolo -n "__fish_rolo_using_subcommand report" -l branch -d 'A branch' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l min-score -d 'The least score, 0 to 100' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l active-since -d 'Last active at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l inactive-since -d 'Last active before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l search -d 'Text in name, email, phone, external id, company or metadata' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l segment -d 'A segment: all, leads, customers or a saved one' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l where -d 'Any SQLite expression over the columns that export writes with --columns all' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand report" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand report" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand report" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand report" -l vip -d 'Only those with the flag vip'
complete -c rolo -n "__fish_rolo_using_subcommand report" -l at-risk -d 'Only those with the flag at_risk'
complete -c rolo -n "__fish_rolo_using_subcommand report" -l contactable -d 'Only those who did not opt out'
complete -c rolo -n "__fish_rolo_using_subcommand report" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand report" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l contact -d 'Only of this contact and of those who became part of it: an id or an identity' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l author -d 'Only by this person, command or batch, as the column author says it' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l command -d 'Only by this command, such as import, merge, classify or undo' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l batch -d 'Only by this import, as `rolo imports list` numbers them' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l kind -d 'Only of this kind, such as changed, promoted, merged, imported or undone' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l field -d 'Only changes of this field, such as status, grade or email' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l since -d 'Only at this time or later' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l until -d 'Only before this time' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l limit -d 'Show this many at most' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l format -d 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand activity" -l reverse -d 'Show the oldest first'
complete -c rolo -n "__fish_rolo_using_subcommand activity" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand activity" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l format -d 'Print the journal as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l list -d 'Show the journal instead'
complete -c rolo -n "__fish_rolo_using_subcommand undo" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand undo" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand undo" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l before -d 'Entries before this time go, up to the first that is younger' -r
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l author -d 'Who does it [default: who is logged in]' -r
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l format -d 'Print the summary as json on standard output [default: text on standard error]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l compact -d 'Give the room that is free to the disk; needs as much room again meanwhile'
complete -c rolo -n "__fish_rolo_using_subcommand prune" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand prune" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand prune" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l format -d 'Print the summary as json on standard output [default: text on standard error]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand backup" -l force -d 'Replace the file if it is there'
complete -c rolo -n "__fish_rolo_using_subcommand backup" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand backup" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand check" -l format -d 'Print as table, csv, json or jsonl [default: a table on a terminal, else csv]' -r -f -a "table\t'Aligned columns for people, cut to the width of the terminal'
csv\t'Comma-separated values with a header'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
ids\t'The first column only, one a line'"
complete -c rolo -n "__fish_rolo_using_subcommand check" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand check" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand check" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand check" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand check" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand check" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand check" -l repair -d 'Mend what can be mended, and check again'
complete -c rolo -n "__fish_rolo_using_subcommand check" -l dry-run -d 'Do everything, say what would change, and write nothing'
complete -c rolo -n "__fish_rolo_using_subcommand check" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand check" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -f -a "init" -d 'Write rolo.toml beside the database, with every key and its default'
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -f -a "show" -d 'Print the configuration in force, complete and commented'
complete -c rolo -n "__fish_rolo_using_subcommand config; and not __fish_seen_subcommand_from init show check" -f -a "check" -d 'Check rolo.toml and say what is wrong in it'
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l template -d 'Score as appointments, reservations, products, delivery, services or software do' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c rolo -n "__fish_rolo_using_subcommand completions" -l db -d 'The database' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand completions" -l config -d 'The configuration [default: rolo.toml beside it]' -r -F
complete -c rolo -n "__fish_rolo_using_subcommand completions" -l as-of -d 'The moment for which all is decided [default: now]' -r
complete -c rolo -n "__fish_rolo_using_subcommand completions" -l jobs -d 'Threads to work with [default: one for each processor]' -r
complete -c rolo -n "__fish_rolo_using_subcommand completions" -l color -d 'Colour: auto, always or never' -r -f -a "auto\t'On a terminal, unless the environment says otherwise'
always\t'Always'
never\t'Never'"
complete -c rolo -n "__fish_rolo_using_subcommand completions" -l wait -d 'How long to wait while another rolo writes' -r
complete -c rolo -n "__fish_rolo_using_subcommand completions" -s q -l quiet -d 'Say nothing but warnings and errors'
complete -c rolo -n "__fish_rolo_using_subcommand completions" -s h -l help -d 'Print help'
