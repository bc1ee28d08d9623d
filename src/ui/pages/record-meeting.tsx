import { useState } from 'preact/hooks';
import { SelectField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { call } from '../server';
import { MeetingPage } from './record-meeting/meeting-page';

function Page() {
  /** The meeting that is corrected; blank while a new one is recorded. */
  const [meeting, setMeeting] = useState('');
  return (
    <Loaded
      key={meeting}
      title={meeting ? `Correct ${meeting}` : 'Record a meeting'}
      load={() => (meeting ? call('meetingForm', meeting) : call('meetingForm'))}
    >
      {(known, reload) => (
        <>
          <MeetingPage known={known} onNext={() => (meeting ? setMeeting('') : reload())} />
          {known.meetings.length > 0 && !meeting && (
            <details>
              <summary>Correct or cancel a meeting</summary>
              <SelectField
                label="Meeting"
                hint="The newest first. What it says now stays in the log."
                value={meeting}
                onChange={setMeeting}
                options={known.meetings}
                blank="Pick a meeting"
              />
            </details>
          )}
        </>
      )}
    </Loaded>
  );
}

show(<Page />);
