import type { Schema } from '../../contract/contract.ts';

export interface Part {
  readonly text?: string;
  readonly functionCall?: { readonly name: string; readonly args?: unknown };
  readonly functionResponse?: { readonly name: string; readonly response?: unknown };
  readonly thoughtSignature?: string;
  readonly [member: string]: unknown;
}

export interface Content {
  readonly role?: string;
  readonly parts: readonly Part[];
}

export interface FunctionDeclaration {
  readonly name: string;
  /** In the dialect of OpenAPI. */
  readonly parameters?: Schema;
  readonly parametersJsonSchema?: Schema;
}

export interface GenerationConfig {
  readonly candidateCount?: number;
  readonly maxOutputTokens?: number;
  readonly stopSequences?: readonly string[];
  readonly responseMimeType?: string;
  /** In the dialect of OpenAPI. */
  readonly responseSchema?: Schema;
  readonly responseJsonSchema?: Schema;
  readonly thinkingConfig?: { readonly includeThoughts?: boolean };
}

/** With the names that the documentation uses, whatever way they were spelt. */
export interface GenerateRequest {
  readonly contents: readonly Content[];
  readonly systemInstruction?: unknown;
  readonly tools?: readonly { readonly functionDeclarations?: readonly FunctionDeclaration[] }[];
  readonly toolConfig?: {
    readonly functionCallingConfig?: { readonly mode?: string; readonly allowedFunctionNames?: readonly string[] };
  };
  readonly generationConfig?: GenerationConfig;
}

/** All functions that a request declares, whatever tool they are in. */
export const declarationsOf = ({ tools = [] }: Pick<GenerateRequest, 'tools'>): readonly FunctionDeclaration[] =>
  tools.flatMap(({ functionDeclarations = [] }) => functionDeclarations);
