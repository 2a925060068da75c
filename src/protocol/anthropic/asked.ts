import type { Schema } from '../../contract/contract.ts';

export interface Block {
  readonly type: string;
  readonly [member: string]: unknown;
}

export interface Message {
  readonly role: string;
  readonly content: string | readonly Block[];
}

export interface Tool {
  readonly name: string;
  /** Absent in the tools that the API itself describes: `web_search_20250305`. */
  readonly input_schema?: Schema;
}

export type ToolChoice = { readonly type: 'auto' | 'any' | 'none' } | { readonly type: 'tool'; readonly name: string };

export interface MessagesRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly Message[];
  readonly system?: unknown;
  readonly tools?: readonly Tool[];
  readonly tool_choice?: ToolChoice;
  readonly output_config?: { readonly format?: { readonly schema: Schema } | null };
  readonly thinking?: { readonly type: string; readonly display?: string | null };
  readonly stop_sequences?: readonly string[];
  readonly stream?: boolean;
}
