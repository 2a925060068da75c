/** An environment variable by which clients of a service are told where it is. */
export interface KnownVariable {
  /** The whole name matches. */
  readonly name: RegExp;
  readonly dependency: string;
  readonly protocol: string;
  /** What its value has behind the origin. */
  readonly suffix?: string;
}

/** Those that SDKs read themselves, or that their documentation uses; the first that fits counts. */
export const knownVariables: readonly KnownVariable[] = [
  { name: /OPENAI_(BASE_URL|API_BASE|API_BASE_URL|API_URL)/, dependency: 'llm', protocol: 'openai', suffix: '/v1' },
  {
    name: /OLLAMA_(HOST|URL|BASE_URL)|VLLM_(URL|BASE_URL)|LITELLM_(URL|BASE_URL)/,
    dependency: 'llm',
    protocol: 'openai',
    suffix: '/v1',
  },
  { name: /ANTHROPIC_(BASE_URL|API_URL)/, dependency: 'claude', protocol: 'anthropic' },
  { name: /(GOOGLE_)?GEMINI_(BASE_URL|API_URL)/, dependency: 'gemini', protocol: 'gemini' },
  { name: /QDRANT_(URL|BASE_URL|ENDPOINT)/, dependency: 'qdrant', protocol: 'qdrant' },
  { name: /CHROMA_(URL|BASE_URL|SERVER_URL)/, dependency: 'chroma', protocol: 'chroma' },
  { name: /PINECONE_(CONTROLLER_HOST|INDEX_HOST|HOST|URL|BASE_URL)/, dependency: 'pinecone', protocol: 'pinecone' },
  { name: /CO_API_URL|COHERE_(URL|BASE_URL|API_URL)/, dependency: 'cohere', protocol: 'cohere' },
  { name: /(TRITON|KSERVE)_(URL|BASE_URL|HTTP_URL|ENDPOINT)/, dependency: 'model-server', protocol: 'kserve' },
];

/** Packages whose clients read a variable that the sources need not name. */
export const knownPackages: readonly { readonly imports: RegExp; readonly variables: readonly string[] }[] = [
  { imports: pattern('openai'), variables: ['OPENAI_BASE_URL', 'OPENAI_API_KEY'] },
  { imports: pattern('@anthropic-ai/sdk', 'anthropic'), variables: ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY'] },
  { imports: pattern('cohere-ai', 'cohere'), variables: ['CO_API_URL', 'CO_API_KEY'] },
];

function pattern(npm: string, python = npm): RegExp {
  const [js, py] = [npm, python].map((name) => name.replaceAll('/', '\\/'));
  return new RegExp(`(from|import|require\\()\\s*['"]${js}['"]|^\\s*(from ${py} import|import ${py}\\b)`, 'm');
}
