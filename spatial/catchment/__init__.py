"""Who reaches which facility and what is there for them: access by catchments, coverage, gaps, siting."""
