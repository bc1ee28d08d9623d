/** Everything that a sidebar, the menu or a trigger can have done. */
export { askRequest, previewRequest } from './ask';
export { askForm } from './ask-form';
export { carryOut } from './carry-out';
export { checkWorkbook } from './check-workbook';
export { closeLog } from './close-log';
export { decideRequests } from './decide';
export { decideList } from './decide-list';
export { digestState, sendDigest, switchDigest } from './digest';
export { meetingForm } from './meeting-form';
export { answerQuestion, myRequests, withdrawRequest } from './my-requests';
export { recordMeeting } from './record-meeting';
export { repairCells } from './repair-cells';
export { addSampleData } from './sample';
export { saveSetUp } from './save-set-up';
export { seeToRequest } from './see-to';
export { setUpState } from './set-up-state';
export { verifyLog } from './verify-log';
export { whySelected } from './why';
