import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text of the server's faults as it stands in the sources; `{}` is what is filled in. */
export interface ToldText {
  readonly text: string;
  readonly at: string;
}

/** Functions that make a fault, and which of their arguments a person reads. */
const makers: Readonly<Record<string, readonly number[]>> = {
  VigieError: [1],
  invalid: [0],
  invalidField: [1, 2],
  sourceFault: [1, 2],
};
/** Tables and functions whose words stand inside the texts of faults. */
const tables = new Set([
  'kindNames',
  'formatNames',
  'titles',
  'groundWords',
  'networkWords',
  'networkWord',
  'fileWords',
  'notVideo',
  'oddityOf',
  'oddityOfOne',
]);

/** Finds every text that a fault of these files may be told with. */
export function toldTexts(root: string, patterns: readonly string[]): readonly ToldText[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => textsOfFile(file, readFileSync(join(root, file), 'utf8')));
}

function textsOfFile(file: string, content: string): readonly ToldText[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const found: ToldText[] = [];
  const add = (node: ts.Expression | undefined): void => {
    if (node === undefined) return;
    for (const text of textsOf(node, source))
      found.push({ text, at: `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    for (const told of toldBy(node)) add(told);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The expressions of a node that a person reads. */
function toldBy(node: ts.Node): readonly (ts.Expression | undefined)[] {
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression))
    return (makers[node.expression.text] ?? []).map((index) => node.arguments?.[index]);
  if (ts.isCallExpression(node) && node.expression.getText().endsWith('meter.set'))
    return [node.arguments[1]];
  if (
    (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) &&
    tables.has(node.name?.getText() ?? '')
  )
    return wordsWithin(node);
  if (ts.isObjectLiteralExpression(node)) return toldByObject(node);
  return [];
}

/** Every text of several words within a node. */
function wordsWithin(node: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (inner: ts.Node): void => {
    if ((ts.isStringLiteralLike(inner) && inner.text.includes(' ')) || ts.isTemplateExpression(inner))
      found.push(inner);
    else ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function toldByObject(node: ts.ObjectLiteralExpression): readonly (ts.Expression | undefined)[] {
  const values = new Map(node.properties.map((one) => [one.name?.getText(), toldValueOf(one)]));
  return [
    values.has('field') || values.has('parameter') || values.has('fix') ? values.get('message') : undefined,
    values.get('fix'),
    values.get('fault'),
    // What a pattern wants is told by the description beside it.
    values.has('pattern') ? values.get('description') : undefined,
  ];
}

function toldValueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** What an expression may say; what it takes from elsewhere is followed within its file. */
function textsOf(node: ts.Expression, source: ts.SourceFile, depth = 0): readonly string[] {
  if (depth > 4) return [];
  const follow = (one: ts.Expression): readonly string[] => textsOf(one, source, depth + 1);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join('')];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return follow(node.expression);
  if (ts.isConditionalExpression(node)) return [...follow(node.whenTrue), ...follow(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return textsOfBoth(node, follow);
  if (ts.isIdentifier(node)) return namedTexts(node, source, follow);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
    return namedTexts(node.expression, source, follow);
  return [];
}

function textsOfBoth({ left, operatorToken, right }: ts.BinaryExpression, follow: Follow): readonly string[] {
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return [...follow(left), ...follow(right)];
  if (operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
  return follow(left).flatMap((before) => follow(right).map((after) => before + after));
}

type Follow = (one: ts.Expression) => readonly string[];

/** The texts a name of the same file stands for: a constant, what a function returns, or is called with. */
function namedTexts(name: ts.Identifier, source: ts.SourceFile, follow: Follow): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text && node.initializer !== undefined)
      found.push(...textsOfDefinition(node.initializer, follow));
    if (ts.isFunctionDeclaration(node) && node.name?.text === name.text && node.body !== undefined)
      found.push(...returnedTexts(node.body, follow));
    if (ts.isParameter(node) && node.name.getText() === name.text && isInside(name, node.parent))
      found.push(...argumentTexts(node, source, follow));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textsOfDefinition(node: ts.Expression, follow: Follow): readonly string[] {
  if (!ts.isArrowFunction(node)) return follow(node);
  return ts.isBlock(node.body) ? returnedTexts(node.body, follow) : follow(node.body);
}

function returnedTexts(body: ts.Block, follow: Follow): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(...follow(node.expression));
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function argumentTexts(
  parameter: ts.ParameterDeclaration,
  source: ts.SourceFile,
  follow: Follow,
): readonly string[] {
  const owner = parameter.parent;
  const ownName = ts.isVariableDeclaration(owner.parent)
    ? owner.parent.name.getText()
    : owner.name?.getText();
  const index = owner.parameters.indexOf(parameter);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const argument =
      ts.isCallExpression(node) && node.expression.getText() === ownName ? node.arguments[index] : undefined;
    if (argument !== undefined && !isInside(argument, owner)) found.push(...follow(argument));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isInside = (node: ts.Node, owner: ts.Node): boolean => node.pos >= owner.pos && node.end <= owner.end;
