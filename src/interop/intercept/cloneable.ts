/**
 * The same reply; but who cancels its body does not wait for clones of it that nobody reads, as the standard has it and as
 * MSW 2 keeps one of each: https://github.com/mswjs/interceptors/issues/799. Clients cancel a body before they try again.
 */
export function cloneable(reply: Response): Response {
  const { body } = reply;
  if (body) body.tee = () => halves(body);
  return reply;
}

function halves(body: ReadableStream<Uint8Array>): ReturnType<ReadableStream<Uint8Array>['tee']> {
  const [own, clone] = ReadableStream.prototype.tee.call(body) as ReturnType<ReadableStream<Uint8Array>['tee']>;
  const reader = own.getReader();
  const released = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel(reason) {
        const cancelled = [reader.cancel(reason), ...(clone.locked ? [] : [clone.cancel(reason)])];
        for (const one of cancelled) one.catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
  return [released, clone];
}
