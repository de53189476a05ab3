import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChannelGate } from './channelGate.ts';

const never = new AbortController().signal;

describe('createChannelGate', () => {
  it('never lets more in than there is room for, and all in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat(5), { maxLength: 40 }), async (room, waits) => {
        const gate = createChannelGate(room);
        let inside = 0;
        let most = 0;
        await Promise.all(
          waits.map(async (turns) => {
            const leave = await gate.enter(never);
            most = Math.max(most, ++inside);
            for (let turn = 0; turn < turns; turn++) await Promise.resolve();
            inside--;
            leave();
            leave();
          }),
        );
        expect(most).toBeLessThanOrEqual(room);
        expect(inside).toBe(0);
      }),
    );
  });

  it('lets in by order of asking', async () => {
    const gate = createChannelGate(1);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (number) => {
        const leave = await gate.enter(never);
        order.push(number);
        leave();
      }),
    );
    expect(order).toEqual([1, 2, 3]);
  });

  it('takes who gives up out of the queue', async () => {
    const gate = createChannelGate(1);
    const leave = await gate.enter(never);
    const stop = new AbortController();
    const impatient = gate.enter(stop.signal);
    const patient = gate.enter(never);
    stop.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    leave();
    (await patient)();
    await expect(gate.enter(stop.signal)).rejects.toThrow('enough');
  });

  it('learns that there is less room, but never none', async () => {
    const gate = createChannelGate(8);
    const leaves = [await gate.enter(never), await gate.enter(never), await gate.enter(never)];
    expect(gate.narrow()).toBe(true);
    leaves.pop()?.();
    let third = false;
    const waits = gate.enter(never).then((leave) => {
      third = true;
      return leave;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    leaves.pop()?.();
    (await waits)();
    leaves.pop()?.();
    const last = await gate.enter(never);
    expect(gate.narrow()).toBe(false);
    last();
  });

  it('tries one more after as many good ones as there was room for', async () => {
    const gate = createChannelGate(3);
    const leaves = [await gate.enter(never), await gate.enter(never)];
    gate.narrow();
    leaves.pop()?.();
    let second = false;
    const waits = gate.enter(never).then(() => {
      second = true;
    });
    gate.taken();
    gate.taken();
    await Promise.resolve();
    expect(second).toBe(false);
    gate.taken();
    await waits;
    expect(second).toBe(true);
  });
});
