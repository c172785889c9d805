// Label selectors, as Kubernetes evaluates them.
import { fields, list, text } from './guards.ts';

/** Whether a LabelSelector matches labels. An empty selector matches everything. */
export function matchesSelector(selector: unknown, labels: Record<string, string>): boolean {
  const { matchLabels, matchExpressions } = fields(selector);
  return (
    Object.entries(fields(matchLabels)).every(([key, value]) => labels[key] === value) &&
    list(matchExpressions).every((expression) => matchesExpression(expression, labels))
  );
}

function matchesExpression(expression: unknown, labels: Record<string, string>): boolean {
  const { key, operator, values } = fields(expression);
  const value = labels[text(key)];
  switch (operator) {
    case 'In':
      return value !== undefined && list(values).includes(value);
    case 'NotIn':
      return value === undefined || !list(values).includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
