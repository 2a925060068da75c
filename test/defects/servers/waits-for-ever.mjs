import { OrderServer } from './service.mjs';

class WaitsForEver extends OrderServer {
  async order(id) {
    const response = await fetch(`${process.env.ORDERS_URL}/orders/${id}`);
    return await response.json();
  }
}

await new WaitsForEver().listen();
