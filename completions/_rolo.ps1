
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'rolo' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'rolo'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'rolo' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Bring in contacts, companies, deals, notes, messages and events from CSV')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show how a file would be read, or print it as clean CSV')
            [CompletionResult]::new('imports', 'imports', [CompletionResultType]::ParameterValue, 'List what was imported, show what an import did, or take one back')
            [CompletionResult]::new('dedupe', 'dedupe', [CompletionResultType]::ParameterValue, 'Find duplicate contacts and merge those that are sure')
            [CompletionResult]::new('classify', 'classify', [CompletionResultType]::ParameterValue, 'Decide intent, stage, status, sentiment and flags')
            [CompletionResult]::new('score', 'score', [CompletionResultType]::ParameterValue, 'Score and grade contacts and conversations')
            [CompletionResult]::new('followups', 'followups', [CompletionResultType]::ParameterValue, 'Find and work off follow-ups')
            [CompletionResult]::new('nightly', 'nightly', [CompletionResultType]::ParameterValue, 'Import files, dedupe, classify, score and scan follow-ups')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write contacts, or what belongs to them, as CSV, JSON or a table')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back an import or a merge')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Write, show or check the configuration')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print completions for a shell')
            break
        }
        'rolo;import' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'What the rows are: contacts, companies, deals, notes, conversations, messages, events or deliveries [default: found from the header]')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The system that wrote the file, such as hubspot or whatsapp [default: found from the header]')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Say what a column holds, such as email="Work e-mail"; a column can be named by its number')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A value for rows that say nothing of a field, such as source=instagram')
            [CompletionResult]::new('--mapping', '--mapping', [CompletionResultType]::ParameterName, 'A file that says what the columns mean; --print-mapping writes one')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The system that the file''s own ids belong to [default: the preset, its column platform, else import]')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'The country of phone numbers that name none, such as PH')
            [CompletionResult]::new('--time-zone', '--time-zone', [CompletionResultType]::ParameterName, 'The zone of times that name none, such as Asia/Manila [default: UTC]')
            [CompletionResult]::new('--date-order', '--date-order', [CompletionResultType]::ParameterName, 'What comes first in dates like 03/04/2026: dmy, mdy or ymd')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How characters are written, such as windows-1252 or utf-16le [default: found from the bytes]')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'What stands between cells: one character, or tab [default: found from the first rows]')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'A cell with exactly this text, such as #N/A, empties its field in a contact that is known')
            [CompletionResult]::new('--on-match', '--on-match', [CompletionResultType]::ParameterName, 'What happens to a contact that is known: update, fill (only empty fields) or skip [default: update]')
            [CompletionResult]::new('--rejects', '--rejects', [CompletionResultType]::ParameterName, 'Where rejected rows go [default: NAME.rejects beside each file]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the summary as json on standard output [default: text on standard error]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--pin', '--pin', [CompletionResultType]::ParameterName, 'Pin status, stage and intent where the file holds rolo''s own words')
            [CompletionResult]::new('--lenient', '--lenient', [CompletionResultType]::ParameterName, 'Keep a value that its field cannot take as metadata, instead of rejecting the row')
            [CompletionResult]::new('--print-mapping', '--print-mapping', [CompletionResultType]::ParameterName, 'Write how the columns of the one file are understood, as a mapping to be edited, and stop')
            [CompletionResult]::new('--remember', '--remember', [CompletionResultType]::ParameterName, 'Write these options into rolo.toml, for the next time that files of these names come')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Tell each conflict: the row, the identity at fault, where the row went and who keeps the identity')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Tell each conflict: the row, the identity at fault, where the row went and who keeps the identity')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;inspect' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'What the rows are: contacts, companies, deals, notes, conversations, messages, events or deliveries [default: found from the header]')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The system that wrote the file, such as hubspot or whatsapp [default: found from the header]')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Say what a column holds, such as email="Work e-mail"; a column can be named by its number')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'A value for rows that say nothing of a field, such as source=instagram')
            [CompletionResult]::new('--mapping', '--mapping', [CompletionResultType]::ParameterName, 'A file that says what the columns mean; --print-mapping writes one')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The system that the file''s own ids belong to [default: the preset, its column platform, else import]')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'The country of phone numbers that name none, such as PH')
            [CompletionResult]::new('--time-zone', '--time-zone', [CompletionResultType]::ParameterName, 'The zone of times that name none, such as Asia/Manila [default: UTC]')
            [CompletionResult]::new('--date-order', '--date-order', [CompletionResultType]::ParameterName, 'What comes first in dates like 03/04/2026: dmy, mdy or ymd')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How characters are written, such as windows-1252 or utf-16le [default: found from the bytes]')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'What stands between cells: one character, or tab [default: found from the first rows]')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'A cell with exactly this text, such as #N/A, empties its field in a contact that is known')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print what was understood as json, or the table itself as csv or jsonl [default: text]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--pin', '--pin', [CompletionResultType]::ParameterName, 'Pin status, stage and intent where the file holds rolo''s own words')
            [CompletionResult]::new('--lenient', '--lenient', [CompletionResultType]::ParameterName, 'Keep a value that its field cannot take as metadata, instead of rejecting the row')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;imports' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every file that was imported, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what an import did, row by row')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take an import back, except what something later depends on')
            break
        }
        'rolo;imports;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;imports;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print as table, csv, json or jsonl [default: a table on a terminal, else csv]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;imports;undo' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;dedupe' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the plan as table, csv, json or jsonl; with --apply the summary as json')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Merge those that are sure, instead of showing the plan')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back a merge, or all merges of a run')
            break
        }
        'rolo;dedupe;undo' {
            [CompletionResult]::new('--run', '--run', [CompletionResultType]::ParameterName, 'The number of a run')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Take back the last run')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;classify' {
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Show for one contact each rule with the facts that make it hold or not')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the summary as json; an explanation as table, csv, json or jsonl')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Decide every contact again')
            [CompletionResult]::new('--ignore-pins', '--ignore-pins', [CompletionResultType]::ParameterName, 'Leave pins out: let status, stage and intent be the derived ones')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;score' {
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Show for one contact each line that adds up to the score')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the summary as json; an explanation as table, csv, json or jsonl')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Score every contact again')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;followups' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Open follow-ups that have a cause, close those whose cause went away')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List follow-ups by due time')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Let follow-ups be sent')
            [CompletionResult]::new('dismiss', 'dismiss', [CompletionResultType]::ParameterValue, 'Drop follow-ups without sending them')
            break
        }
        'rolo;followups;scan' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the summary as json on standard output [default: text on standard error]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Look at every contact again')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;followups;list' {
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'promise, ghosted, undecided, disengaged, hot_lead, scheduled, task or custom:NAME')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'new, active, inactive, qualified, converted or churned')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Where the contact came from first')
            [CompletionResult]::new('--stage', '--stage', [CompletionResultType]::ParameterName, 'inquiry, comparing, closing, in_progress or follow_up')
            [CompletionResult]::new('--intent', '--intent', [CompletionResultType]::ParameterName, 'ready_to_buy, comparing or browsing')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'A channel on which the contact wrote')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A tag')
            [CompletionResult]::new('--grade', '--grade', [CompletionResultType]::ParameterName, 'A, B, C, D or F')
            [CompletionResult]::new('--lifecycle', '--lifecycle', [CompletionResultType]::ParameterName, 'lead or customer')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'A branch')
            [CompletionResult]::new('--min-score', '--min-score', [CompletionResultType]::ParameterName, 'The least score, 0 to 100')
            [CompletionResult]::new('--active-since', '--active-since', [CompletionResultType]::ParameterName, 'Last active at this time or later')
            [CompletionResult]::new('--inactive-since', '--inactive-since', [CompletionResultType]::ParameterName, 'Last active before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Text in name, email, phone, external id, company or metadata')
            [CompletionResult]::new('--segment', '--segment', [CompletionResultType]::ParameterName, 'A segment: all, leads, customers or a saved one')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Any SQLite expression over the columns that export writes with --columns all')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--due', '--due', [CompletionResultType]::ParameterName, 'List only those that are due')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List those in every state, not only the open ones')
            [CompletionResult]::new('--vip', '--vip', [CompletionResultType]::ParameterName, 'Only those with the flag vip')
            [CompletionResult]::new('--at-risk', '--at-risk', [CompletionResultType]::ParameterName, 'Only those with the flag at_risk')
            [CompletionResult]::new('--contactable', '--contactable', [CompletionResultType]::ParameterName, 'Only those who did not opt out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;followups;approve' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;followups;dismiss' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;nightly' {
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Who is on our side in a chat of WhatsApp or Telegram, by name [default: all but whom the chat is named after]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the summary as json on standard output [default: text on standard error]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;export' {
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'What is written: contacts, companies, deals, notes, conversations, messages, events or deliveries')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns to write, with commas between them, or all')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Column to order by, with - before it for the greatest first [default: id]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Write this many at most')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to this file instead of standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to this file instead of standard output')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'new, active, inactive, qualified, converted or churned')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Where the contact came from first')
            [CompletionResult]::new('--stage', '--stage', [CompletionResultType]::ParameterName, 'inquiry, comparing, closing, in_progress or follow_up')
            [CompletionResult]::new('--intent', '--intent', [CompletionResultType]::ParameterName, 'ready_to_buy, comparing or browsing')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'A channel on which the contact wrote')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A tag')
            [CompletionResult]::new('--grade', '--grade', [CompletionResultType]::ParameterName, 'A, B, C, D or F')
            [CompletionResult]::new('--lifecycle', '--lifecycle', [CompletionResultType]::ParameterName, 'lead or customer')
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'A branch')
            [CompletionResult]::new('--min-score', '--min-score', [CompletionResultType]::ParameterName, 'The least score, 0 to 100')
            [CompletionResult]::new('--active-since', '--active-since', [CompletionResultType]::ParameterName, 'Last active at this time or later')
            [CompletionResult]::new('--inactive-since', '--inactive-since', [CompletionResultType]::ParameterName, 'Last active before this time')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Text in name, email, phone, external id, company or metadata')
            [CompletionResult]::new('--segment', '--segment', [CompletionResultType]::ParameterName, 'A segment: all, leads, customers or a saved one')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Any SQLite expression over the columns that export writes with --columns all')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--vip', '--vip', [CompletionResultType]::ParameterName, 'Only those with the flag vip')
            [CompletionResult]::new('--at-risk', '--at-risk', [CompletionResultType]::ParameterName, 'Only those with the flag at_risk')
            [CompletionResult]::new('--contactable', '--contactable', [CompletionResultType]::ParameterName, 'Only those who did not opt out')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;undo' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the journal as table, csv, json, jsonl or ids [default: a table on a terminal, else csv]')
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Show the journal instead')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Do everything, say what would change, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;config' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write rolo.toml beside the database, with every key and its default')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print the configuration in force, complete and commented')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check rolo.toml and say what is wrong in it')
            break
        }
        'rolo;config;init' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;config;show' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;config;check' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'rolo;completions' {
            [CompletionResult]::new('--db', '--db', [CompletionResultType]::ParameterName, 'The database')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration [default: rolo.toml beside it]')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'The moment for which all is decided [default: now]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'Threads to work with [default: one for each processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colour: auto, always or never')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another rolo writes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but warnings and errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
