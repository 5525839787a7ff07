"""A whole municipality, invented: forty plans and twenty thousand assignments with eighteen months behind them."""
