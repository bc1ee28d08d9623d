import type { MyRequests } from '../../../actions/answers';

export type OwnRequest = Extract<MyRequests, { ok: true }>['requests'][number];
