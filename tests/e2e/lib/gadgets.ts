// Which gadgets the kernel under the cluster can run. kind's nodes share that of this machine.
import { existsSync } from 'node:fs';
import { gadgetTable } from '../../../scripts/lib/charts/agentchart.ts';

const table = gadgetTable();
const kprobes = existsSync('/sys/bus/event_source/devices/kprobe');

/** Names of all gadgets of the chart. */
export const allGadgets = Object.keys(table).sort();

/** The kernel has what the gadget needs. */
export const isRunnable = (gadget: string): boolean => kprobes || !table[gadget]?.needs.includes('kprobes');
