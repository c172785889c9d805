// Data in OTLP's JSON form.
import { randomBytes } from 'node:crypto';

const millisecond = 1_000_000n;
const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** A trace with one server span for each name. */
export function trace(traceId: string, service: string, names: string[]): object {
  const end = BigInt(Date.now()) * millisecond;
  return {
    resourceSpans: [
      {
        resource: { attributes: [text('service.name', service)] },
        scopeSpans: [
          {
            spans: names.map((name) => ({
              traceId,
              spanId: randomBytes(8).toString('hex'),
              name,
              kind: 2,
              startTimeUnixNano: String(end - 20n * millisecond),
              endTimeUnixNano: String(end),
              status: {},
            })),
          },
        ],
      },
    ],
  };
}

/** Between two samples of a CPU. */
export const samplePeriodNanoseconds = 50_000_000;

/** A CPU profile of one stack with a number of samples. */
export function profile(service: string, samples: number): object {
  const time = BigInt(Date.now()) * millisecond;
  return {
    dictionary: {
      stringTable: ['', 'samples', 'count', 'cpu', 'nanoseconds', 'main', 'main.go'],
      mappingTable: [{}],
      functionTable: [{}, { nameStrindex: 5, filenameStrindex: 6 }],
      locationTable: [{}, { lines: [{ functionIndex: 1, line: '1' }] }],
      stackTable: [{}, { locationIndices: [1] }],
      linkTable: [{}],
      attributeTable: [{}],
    },
    resourceProfiles: [
      {
        resource: { attributes: [text('service.name', service)] },
        scopeProfiles: [
          {
            profiles: [
              {
                profileId: randomBytes(16).toString('hex'),
                timeUnixNano: String(time),
                durationNano: '1000000000',
                sampleType: { typeStrindex: 1, unitStrindex: 2 },
                periodType: { typeStrindex: 3, unitStrindex: 4 },
                period: String(samplePeriodNanoseconds),
                samples: [{ stackIndex: 1, values: [String(samples)], timestampsUnixNano: [] }],
              },
            ],
          },
        ],
      },
    ],
  };
}
