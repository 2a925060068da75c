import type { Answered } from '../../observation/observation.ts';
import { type Piecemeal, sendPiecemeal } from './piecemeal.ts';
import { send, type ToSend } from './request.ts';

/** Sends a request in the way that it asks for. */
export function deliver(address: string, request: ToSend, options: Piecemeal): Promise<Answered> {
  const { cuts, chunked, leaves } = request.sending ?? {};
  return cuts || chunked || leaves ? sendPiecemeal(address, request, options) : send(address, request, options);
}
