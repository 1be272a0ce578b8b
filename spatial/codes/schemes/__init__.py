"""The schemes of codes the twin knows, one file each; a city's own house code is one more file."""
